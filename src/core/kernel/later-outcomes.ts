import { firstAt } from './ascending.ts'

/** Outcomes that come after the label, such as conversions of clicks: one record each, by ascending row, beside a table whose other rows have none. */
export interface LaterOutcomes {
  /** Row of the table that each belongs to. */
  readonly row: Uint32Array
  /** When it becomes known, in simulated seconds. */
  readonly time: Float64Array
  /** 1 or 0, or a number in a unit of its own, such as money. */
  readonly value: Float32Array
}

/** Room for so many records, in one buffer: a SharedArrayBuffer where `shared`. */
export function allocateLater(records: number, shared = false): LaterOutcomes {
  const size = records * BYTES_PER_RECORD
  const buffer = (shared ? new SharedArrayBuffer(size) : new ArrayBuffer(size)) as ArrayBuffer
  return {
    time: new Float64Array(buffer, 0, records),
    row: new Uint32Array(buffer, 8 * records, records),
    value: new Float32Array(buffer, 12 * records, records),
  }
}

export const BYTES_PER_RECORD = 8 + 4 + 4

/** Records of parts of a table, joined; `firstRows` says at which row of the whole each part begins. */
export function joinLater(
  parts: readonly LaterOutcomes[],
  firstRows: readonly number[],
  shared = false
): LaterOutcomes {
  const whole = allocateLater(
    parts.reduce((sum, { row }) => sum + row.length, 0),
    shared
  )
  let at = 0
  for (const [i, { row, time, value }] of parts.entries()) {
    for (let record = 0; record < row.length; record++) whole.row[at + record] = firstRows[i] + row[record]
    whole.time.set(time, at)
    whole.value.set(value, at)
    at += row.length
  }
  return whole
}

/** The records of rows `from` … `to − 1`, which are 0, 1, … in them. */
export function laterOf({ row, time, value }: LaterOutcomes, { from, to }: Rows): LaterOutcomes {
  const [first, end] = [firstAt(row, from), firstAt(row, to)]
  return {
    row: row.slice(first, end).map((each) => each - from),
    time: time.subarray(first, end),
    value: value.subarray(first, end),
  }
}

interface Rows {
  readonly from: number
  readonly to: number
}
