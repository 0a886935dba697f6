import type { Table } from '../kernel/table.ts'

/**
 * Rows before and after a share of their requests. Rows of one moment stay together: a cut that falls among them moves to the
 * nearer end of the moment, to its beginning where both are as near.
 * @throws one line where one moment holds all of these rows
 */
export function cutAt(rows: Uint32Array, table: Table, share: number): [Uint32Array, Uint32Array] {
  const at = betweenMoments(rows, table.time, placeOf(rows, table.request, share))
  return [rows.subarray(0, at), rows.subarray(at)]
}

function placeOf(rows: Uint32Array, request: Uint32Array | null, share: number): number {
  if (!request) return Math.round(share * rows.length)
  const isStart = (i: number): boolean => i === 0 || request[rows[i]] !== request[rows[i - 1]]
  let requests = 0
  for (let i = 0; i < rows.length; i++) if (isStart(i)) requests++
  let left = Math.round(share * requests)
  let at = 0
  for (; at < rows.length; at++) if (isStart(at) && left-- === 0) break
  return at
}

function betweenMoments(rows: Uint32Array, time: Float64Array, at: number): number {
  if (at <= 0 || at >= rows.length || time[rows[at - 1]] !== time[rows[at]]) return at
  const moment = time[rows[at]]
  let from = at
  while (from > 0 && time[rows[from - 1]] === moment) from--
  let to = at
  while (to < rows.length && time[rows[to]] === moment) to++
  if (from === 0 && to === rows.length)
    throw new Error(
      `no cut by time: all of these ${rows.length} rows share one time; choose a random split, or a time column that tells them apart`
    )
  if (from === 0) return to
  if (to === rows.length) return from
  return at - from <= to - at ? from : to
}

/** Rows of the moment that most rows share; rows are in the order of their times. */
export function largestMoment(time: Float64Array): number {
  let most = 0
  for (let from = 0, to = 0; from < time.length; from = to) {
    while (to < time.length && time[to] === time[from]) to++
    if (to - from > most) most = to - from
  }
  return most
}
