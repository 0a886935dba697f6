import { MOST_NARROW } from '../../../src/core/kernel/codes.ts'
import { Blocks } from './blocks.ts'
import type { ColumnBuilder, RowOrder } from './column-builder.ts'
import { Dictionary, seed } from './dictionary.ts'

export interface CodedBuilder extends ColumnBuilder {
  /** Codes of values, 1 … most; most + 1 is any other; 0 is missing. */
  readonly codes: Blocks<Uint16Array> | Blocks<Uint32Array>
  /** Codes given so far, the one for any other included. */
  readonly size: number
  /** Whether values came that got no code of their own. */
  readonly overflows: boolean
  /** Words for a missing value that cells held, and how often. */
  readonly missingWords: readonly { readonly text: string; readonly count: number }[]
  /** The name of a code as it may be shown. */
  textOf(code: number): string
  /** Gives the codes of a table to rows by a code each: `to[code]`. */
  copy(order: RowOrder, to: ArrayLike<number>, out: Uint8Array | Uint16Array | Uint32Array): void
}

export interface CodedSettings {
  readonly missing: readonly string[]
  /** Values with codes of their own. */
  readonly most: number
  /** Refuses rows without a value. */
  readonly required?: boolean
  /** An empty cell is this value, not a missing one. */
  readonly emptyText?: string
}

/** Texts as codes in the order they are met. */
export function codedColumn({ missing, most, required, emptyText }: CodedSettings): CodedBuilder {
  const dictionary = new Dictionary(most + missing.length)
  const tokens = seed(dictionary, missing)
  let codes: Blocks<Uint16Array> | Blocks<Uint32Array> = new Blocks(Uint16Array)
  let isWide = false
  const scratch = new Uint8Array(40)
  const words = new Uint32Array(tokens + 1)
  const empty = emptyText === undefined ? null : new TextEncoder().encode(emptyText)
  let overflows = false

  return {
    get bytes() {
      return codes.bytes + dictionary.bytes
    },
    get bytesPerRow() {
      return isWide ? 4 : 2
    },
    get codes() {
      return codes
    },
    get size() {
      return Math.min(most, dictionary.size - tokens) + (overflows ? 1 : 0)
    },
    get overflows() {
      return overflows
    },
    cell(bytes, start, end, row) {
      let found = dictionary.codeOf(bytes, start, end)
      if (found === 0 && empty) found = dictionary.codeOf(empty, 0, empty.length)
      if (found <= tokens) words[found]++
      const code = found - tokens
      if (code > most) overflows = true
      const taken = code < 0 ? 0 : code > most ? most + 1 : code
      if (taken > MOST_NARROW && !isWide) widen(row)
      codes.set(row, taken)
      return taken > 0 || !required
    },
    number(value, row) {
      if (value === value) {
        const text = String(value)
        for (let i = 0; i < text.length; i++) scratch[i] = text.charCodeAt(i)
        return this.cell(scratch, 0, text.length, row)
      }
      return this.cell(scratch, 0, 0, row)
    },
    get missingWords() {
      const met = Array.from(words.keys()).filter((code) => code > 0 && words[code] > 0)
      return met.map((code) => ({ text: dictionary.textOf(code), count: words[code] }))
    },
    textOf: (code) => dictionary.textOf(code + tokens),
    copy(order, to, out) {
      const from = codes
      for (let i = 0; i < out.length; i++) out[i] = to[from.get(order ? order[i] : i)]
    },
  }

  /** 16 bits no longer tell the values apart: the rows so far, and those to come, take 32. */
  function widen(rows: number): void {
    const wide = new Blocks(Uint32Array)
    for (let row = 0; row < rows; row++) wide.set(row, codes.get(row))
    codes = wide
    isWide = true
  }
}
