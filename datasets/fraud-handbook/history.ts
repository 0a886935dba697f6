import { DAY } from '../../src/core/kernel/time.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { drawPayments, type Payments } from './payments.ts'
import { drawProfiles, type Size } from './profiles.ts'
import { commitFrauds } from './scenarios.ts'

/** All that happens in a world, by ascending time: payments with the amounts they end up with, and which are fraud. */
export interface History extends Payments {
  readonly size: Size
  /** 0 for a genuine payment, else the number of its scenario. */
  readonly scenario: Uint8Array
}

export function drawHistory(size: Size, random: Random): History {
  const payments = drawPayments(size, drawProfiles(size, random.stream('profiles')), random.stream('payments'))
  return { ...payments, size, scenario: commitFrauds(payments, size, random.stream('scenarios')) }
}

/** The first row at or after a time; the number of rows where there is none. */
export function rowAt({ time, rows }: History, from: number): number {
  let low = 0
  let high = rows
  while (low < high) {
    const middle = (low + high) >>> 1
    if (time[middle] < from) low = middle + 1
    else high = middle
  }
  return low
}

/** When a row happens; the end of the last day where there is no such row. */
export function timeOf({ time, rows, size }: History, row: number): number {
  return row < rows ? time[row] : size.days * DAY
}
