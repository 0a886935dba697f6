import { stampForms, type StampForm } from './cells/stamp-forms.ts'
import { tallyStamps } from './cells/stamp.ts'
import { readWrittenNumber } from './cells/written-number.ts'
import type { Ranges } from './ranges.ts'

const [POINT, COMMA, ZERO, ONE, NINE] = [46, 44, 48, 49, 57]

/** Counts plain numbers of a column by what else they may be: truth values, codes, stamps, thousands with a point. */
export class PlainTally {
  numbers = 0
  /** With a decimal point; of these, some that a point may group. */
  withPoint = 0
  grouped = 0
  /** 0 and 1. */
  words = 0
  whole = 0
  /** One more than the number before. */
  inSteps = 0
  zeroPadded = 0
  private last = NaN
  private readonly stamps = new Uint32Array(stampForms.length)
  private readonly ranges: Ranges

  constructor(ranges: Ranges) {
    this.ranges = ranges
  }

  // Benchmark: importCsv.
  add(value: number, bytes: Uint8Array, start: number, end: number): void {
    const { ranges } = this
    this.numbers++
    ranges.numbers.add(value)
    ranges.pointStyled.add(value)
    while (start < end && bytes[start] <= 32) start++
    while (end > start && bytes[end - 1] <= 32) end--
    let point = start
    while (point < end && bytes[point] !== POINT) point++
    if (Number.isInteger(value)) {
      this.whole++
      const first = bytes[start]
      if (point === end && end - start === 1) this.words += first === ZERO || first === ONE ? 1 : 0
      else if (point === end && first === ZERO && bytes[start + 1] >= ZERO && bytes[start + 1] <= NINE)
        this.zeroPadded++
      tallyStamps(value, point - start, this.stamps)
    }
    if (value === this.last + 1) this.inSteps++
    this.last = value
    if (point === end) return ranges.commaStyled.add(value)
    this.withPoint++
    // 1.234 may be a thousand and more.
    if (end - point !== 4) return
    const grouped = readWrittenNumber(bytes, start, end, COMMA, false)
    if (grouped !== grouped) return
    this.grouped++
    ranges.commaStyled.add(grouped)
  }

  stampCounts(): Record<StampForm, number> {
    const [a, b, c, d, e, f, g, h, i] = this.stamps
    return {
      ...{ yyyymmddhhmmss: a, yyyymmddhhmm: b, yyyymmddhh: c, yyyymmdd: d, yyyymm: e },
      ...{ yymmddhhmmss: f, yymmddhhmm: g, yymmddhh: h, yymmdd: i },
    }
  }
}
