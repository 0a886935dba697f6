import type { Random } from '../../src/core/kernel/random.ts'
import { allocateDraw, type Draw, type RowRange, type Schema } from '../../src/core/kernel/table.ts'
import type { DrawTarget, World } from '../dataset.ts'
import { layout } from './fields.ts'
import { rowWriter } from './rows.ts'
import { forkStream, goTo, warmStream, type Making, type Stream } from './stream.ts'
import { createTimes } from './times.ts'

export interface Parts {
  readonly schema: Schema
  readonly rows: number
  readonly baseRate: number
  readonly making: Making
  readonly usualPayments: Float64Array
  readonly broken: Random
  /** The stream after its warm-up, which is the same under all drifts: none acts before time zero. */
  readonly origin: { stream: Stream | null }
  /** The same with other customers, unbent. */
  population(name: string): Parts
}

/** A world that keeps its place: rows onwards are cheap, going back starts again after the warm-up. */
export function worldOf(parts: Parts): World {
  const { making, schema, rows, baseRate } = parts
  const times = createTimes(making)
  let stream: Stream | null = null

  function draw(range: RowRange, into?: DrawTarget): Draw {
    const { draw: target, at } = into ?? { draw: allocateDraw(schema, layout, range.to - range.from), at: 0 }
    const write = rowWriter(target, making.nature, parts.usualPayments, parts.broken)
    if (!stream || stream.row > range.from) {
      parts.origin.stream ??= warmStream(making)
      stream = forkStream(parts.origin.stream, making)
    }
    for (let row = range.from; row < range.to; row++) {
      goTo(stream, row)
      write(stream, at + row - range.from, row)
    }
    return target
  }

  return {
    schema,
    layout,
    rows,
    baseRate,
    draw,
    timeOf: (row) => times.of(row),
    rowAt: (time) => times.rowAt(time),
    // A row carries counts of what went before; the truth takes in all of it.
    showsAll: false,
    sibling(name) {
      const other = parts.population(name)
      const course = { ...other.making.course, bendings: making.course.bendings }
      return worldOf({ ...other, making: { ...other.making, course } })
    },
    bend(bend, amount) {
      const { course } = making
      const bent = { ...course, bendings: [...course.bendings, { bend, amount }] }
      return worldOf({ ...parts, making: { ...making, course: bent } })
    },
  }
}
