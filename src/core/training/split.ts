import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'
import { isKnownCard, rowAt, settledRows } from './known.ts'
import type { SplitSettings } from './split-knobs.ts'

export type { SplitSettings }

/** Row numbers of each part, ascending. */
export interface Split {
  readonly train: Uint32Array
  readonly validation: Uint32Array
  readonly test: Uint32Array
  /** When the model is trained, in simulated seconds: labels known by then may be learnt from. Infinity where time plays no part. */
  readonly now: number
}

const DAY = 86_400
/** Shares of the requests: training, then training and validation. */
const TRAINED = 0.7
const PAST = 0.8

/**
 * Parts a table, never cutting a request: 70/10/20 by time, at random, or with the chosen fifth as test; or some days to train,
 * a delay, and days to test. By time, only rows whose labels were known when the test begins are trained and validated on,
 * unless the settings say otherwise. Rows that a model is retrained on are all in the past: they are parted 90/10 by time,
 * with no test.
 * @throws one line where the table has too few days for the fold
 */
export function splitOf(table: Table, settings: SplitSettings, random: Random, retrain: boolean): Split {
  if (retrain) return pastOnly(table, settings)
  if (settings.split === 'prequential') return prequential(table, settings)
  if (settings.split === 'time') return byTime(table, settings)
  return dealt(table, settings, random)
}

function pastOnly(table: Table, settings: SplitSettings): Split {
  const now = table.rows ? table.time[table.rows - 1] : 0
  const [train, validation] = cutAt(settledRows(table, 0, table.rows, now, settings.labels), table, 0.9)
  return { train, validation, test: new Uint32Array(0), now }
}

function byTime(table: Table, settings: SplitSettings): Split {
  const all = rowsFrom(0, table.rows)
  const [past, future] = cutAt(all, table, PAST)
  const now = future.length ? table.time[future[0]] : Infinity
  const known = settledRows(table, 0, past.length, now, settings.labels)
  const [train, validation] = cutAt(known, table, TRAINED / PAST)
  return { train, validation, test: withoutKnown(table, future, settings, 0), now }
}

/**
 * Test: the fold's days, whole ones, counted back from the table's end. Training: the days that end a delay before it.
 * Validation: as many days as the test, just before training, whose labels are known the longest.
 */
function prequential(table: Table, settings: SplitSettings): Split {
  const { fold, trainDays, delayDays, testDays } = settings
  const end = table.rows ? Math.ceil((table.time[table.rows - 1] + 1) / DAY) : 0
  const testFrom = end - fold * testDays
  const trainFrom = testFrom - delayDays - trainDays
  const first = table.rows ? Math.floor(table.time[0] / DAY) : 0
  if (trainFrom < first)
    throw new Error(
      `invalid fold: ${fold}; these rows span ${end - first} days, and it needs ${end - trainFrom}: choose fewer days, or more rows`
    )
  const row = (day: number): number => rowAt(table.time, day * DAY)
  const now = testFrom * DAY
  const trained = settledRows(table, row(trainFrom), row(testFrom - delayDays), now, settings.labels)
  const validationFrom = Math.max(first, trainFrom - testDays)
  const earlier = settledRows(table, row(validationFrom), row(trainFrom), now, settings.labels)
  const hasEarlier = validationFrom < trainFrom && earlier.some((each) => table.label[each] === 1)
  const [train, validation] = hasEarlier ? [trained, earlier] : cutAt(trained, table, 0.9)
  const future = rowsFrom(row(testFrom), row(testFrom + testDays))
  return { train, validation, test: withoutKnown(table, future, settings, trainFrom * DAY), now }
}

function dealt(table: Table, settings: SplitSettings, random: Random): Split {
  const starts = requestStarts(table)
  const requests = starts.length - 1
  const order = random.stream('split').shuffle(Uint32Array.from({ length: requests }, (_, i) => i))
  const first = settings.split === 'fold' ? settings.fold - 1 : 4
  const [from, to] = [Math.round((first / 5) * requests), Math.round(((first + 1) / 5) * requests)]
  const rest = requests - (to - from)
  const parts = new Uint8Array(requests)
  order.forEach((request, place) => {
    if (place >= from && place < to) parts[request] = 2
    else if ((place < from ? place : place - (to - from)) >= Math.round((TRAINED / PAST) * rest)) parts[request] = 1
  })
  const [train, validation, test] = [0, 1, 2].map((part) => rowsIn(part, parts, starts))
  return { train, validation, test, now: Infinity }
}

function withoutKnown(table: Table, rows: Uint32Array, { dropKnown }: SplitSettings, since: number): Uint32Array {
  if (!dropKnown || !table.customer || !table.labelTime) return rows
  const isKnown = isKnownCard(table, since)
  return rows.filter((row) => !isKnown(row))
}

/** Rows before and after a share of their requests. */
function cutAt(rows: Uint32Array, { request }: Table, share: number): [Uint32Array, Uint32Array] {
  if (!request) {
    const at = Math.round(share * rows.length)
    return [rows.subarray(0, at), rows.subarray(at)]
  }
  const isStart = (i: number): boolean => i === 0 || request[rows[i]] !== request[rows[i - 1]]
  let requests = 0
  for (let i = 0; i < rows.length; i++) if (isStart(i)) requests++
  let left = Math.round(share * requests)
  let at = 0
  for (; at < rows.length; at++) if (isStart(at) && left-- === 0) break
  return [rows.subarray(0, at), rows.subarray(at)]
}

/** First row of each request, then the number of rows; every row is a request where rows are not grouped. */
function requestStarts({ rows, request }: Table): Uint32Array {
  if (!request) return rowsFrom(0, rows + 1)
  const starts: number[] = []
  for (let row = 0; row < rows; row++) if (row === 0 || request[row] !== request[row - 1]) starts.push(row)
  return Uint32Array.from([...starts, rows])
}

function rowsFrom(from: number, to: number): Uint32Array {
  const rows = new Uint32Array(Math.max(0, to - from))
  for (let i = 0; i < rows.length; i++) rows[i] = from + i
  return rows
}

function rowsIn(part: number, parts: Uint8Array, starts: Uint32Array): Uint32Array {
  let count = 0
  parts.forEach((each, i) => (count += each === part ? starts[i + 1] - starts[i] : 0))
  const rows = new Uint32Array(count)
  let at = 0
  parts.forEach((each, i) => {
    if (each === part) for (let row = starts[i]; row < starts[i + 1]; row++) rows[at++] = row
  })
  return rows
}
