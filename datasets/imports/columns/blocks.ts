import type { RowOrder } from './column-builder.ts'

const ROWS = 65_536
const MASK = ROWS - 1

type Values = Float32Array | Float64Array | Uint16Array | Uint32Array

/** A column of unknown length, in blocks that are never copied to grow. */
export class Blocks<T extends Values> {
  private readonly make: new (length: number) => T
  private readonly blocks: T[] = []
  private last: T

  constructor(make: new (length: number) => T) {
    this.make = make
    this.last = new make(0)
  }

  get bytes(): number {
    return this.blocks.length * this.last.byteLength
  }

  /** Rows come in ascending order; the last may be set again. */
  set(row: number, value: number): void {
    if ((row & MASK) === 0 && this.blocks.length <= row / ROWS) {
      this.last = new this.make(ROWS)
      this.blocks.push(this.last)
    }
    this.last[row & MASK] = value
  }

  get(row: number): number {
    return this.blocks[row >>> 16][row & MASK]
  }

  copy(order: RowOrder, out: Values | Uint8Array): void {
    const { blocks } = this
    if (order) {
      for (let i = 0; i < out.length; i++) out[i] = blocks[order[i] >>> 16][order[i] & MASK]
      return
    }
    for (let at = 0; at < out.length; at += ROWS) out.set(blocks[at >>> 16].subarray(0, out.length - at), at)
  }
}
