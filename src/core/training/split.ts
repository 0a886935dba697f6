import { firstAt } from '../kernel/ascending.ts'
import { DAY } from '../kernel/time.ts'
import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'
import { splitAtRandom, PAST, TRAINED } from './random-split.ts'
import { grouped, groupedByTime } from './grouped.ts'
import { knownCardsOf, rowsFrom, trainableRows } from './label-delay.ts'
import type { SplitSettings } from './split-knobs.ts'
import { cutAt } from './time-cut.ts'

export type { SplitSettings }

/** Row numbers of each part, ascending. */
export interface Split {
  readonly train: Uint32Array
  readonly validation: Uint32Array
  readonly test: Uint32Array
  /** When the model is trained, in simulated seconds: labels known by then may be learnt from. Infinity where time plays no part. */
  readonly now: number
  /** Rows in no part, by why: with the parts they add up to the table. */
  readonly left: readonly LeftOut[]
}

export interface LeftOut {
  readonly reason: string
  readonly rows: number
}

const UNSETTLED = 'their label was not settled when the model is trained'
const BLOCKED = 'their customer or group was known for a positive by then'

/**
 * Parts a table, never cutting a request: 70/10/20 by time, at random, or with the chosen fifth as test; whole groups, at random or
 * by time; or some days to train, a delay, and days to test. By time, rows of one moment stay together, and only rows whose labels
 * were settled when the test begins are trained and validated on, unless the settings say otherwise. Rows that a model is retrained on are all
 * in the past: they are parted 90/10 by time, with no test.
 * @throws one line where the table cannot be parted so
 */
export function splitOf(table: Table, settings: SplitSettings, random: Random, retrain: boolean): Split {
  if (retrain) return pastOnly(table, settings)
  switch (settings.split) {
    case 'prequential':
      return prequential(table, settings)
    case 'time':
      return byTime(table, settings)
    case 'groupedTime':
      return laterGroups(table, settings, random)
    case 'grouped':
      return { ...grouped(table, settings.fold, random), now: Infinity, left: [] }
    case 'stratified':
      return {
        ...splitAtRandom(table, { fifth: settings.fold - 1, isStratified: true }, random),
        now: Infinity,
        left: [],
      }
    case 'fold':
      return { ...splitAtRandom(table, { fifth: settings.fold - 1 }, random), now: Infinity, left: [] }
    default:
      return { ...splitAtRandom(table, { fifth: 4 }, random), now: Infinity, left: [] }
  }
}

function pastOnly(table: Table, settings: SplitSettings): Split {
  const now = table.rows ? table.time[table.rows - 1] : 0
  const known = trainableRows(table, { from: 0, to: table.rows, now }, settings)
  const [train, validation] = cutAt(known, table, 0.9)
  const left = leftOut([[UNSETTLED, table.rows - known.length]])
  return { train, validation, test: new Uint32Array(0), now, left }
}

function byTime(table: Table, settings: SplitSettings): Split {
  const { future, known, now, unsettled } = pastAndFuture(table, settings)
  const [train, validation] = cutAt(known, table, TRAINED / PAST)
  const test = withoutKnown(table, future, settings, 0)
  const left = leftOut([
    [UNSETTLED, unsettled],
    [BLOCKED, future.length - test.length],
  ])
  return { train, validation, test, now, left }
}

function laterGroups(table: Table, settings: SplitSettings, random: Random): Split {
  const { future, known, now, unsettled } = pastAndFuture(table, settings)
  const later = withoutKnown(table, future, settings, 0)
  const { kept, seen, ...parts } = groupedByTime(table, known, later, settings.fold, random)
  const left = leftOut([
    [UNSETTLED, unsettled],
    ['their group is kept for the test', kept],
    [BLOCKED, future.length - later.length],
    ['their group is in training or validation', seen],
  ])
  return { ...parts, now, left }
}

/** The rows before the test that may be trained and validated on, and the test's. */
function pastAndFuture(table: Table, settings: SplitSettings) {
  const [past, future] = cutAt(rowsFrom(0, table.rows), table, PAST)
  const now = future.length ? table.time[future[0]] : Infinity
  const known = trainableRows(table, { from: 0, to: past.length, now }, settings)
  return { future, known, now, unsettled: past.length - known.length }
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
  const row = (day: number): number => firstAt(table.time, day * DAY)
  const now = testFrom * DAY
  const trainedDays = { from: row(trainFrom), to: row(testFrom - delayDays), now }
  const trained = trainableRows(table, trainedDays, settings)
  const validationFrom = Math.max(first, trainFrom - testDays)
  const earlierDays = { from: row(validationFrom), to: row(trainFrom), now }
  const earlier = trainableRows(table, earlierDays, settings)
  const hasEarlier = validationFrom < trainFrom && earlier.some((each) => table.label[each] === 1)
  const [train, validation] = hasEarlier ? [trained, earlier] : cutAt(trained, table, 0.9)
  const future = rowsFrom(row(testFrom), row(testFrom + testDays))
  const test = withoutKnown(table, future, settings, trainFrom * DAY)
  const learntFrom = trainedDays.to - trainedDays.from + (hasEarlier ? earlierDays.to - earlierDays.from : 0)
  const left = leftOut([
    ['their day is not of this fold', table.rows - learntFrom - future.length],
    [UNSETTLED, learntFrom - train.length - validation.length],
    [BLOCKED, future.length - test.length],
  ])
  return { train, validation, test, now, left }
}

function withoutKnown(table: Table, rows: Uint32Array, { dropKnown }: SplitSettings, since: number): Uint32Array {
  const isKnown = dropKnown ? knownCardsOf(table, since) : null
  return isKnown ? rows.filter((row) => !isKnown(row)) : rows
}

function leftOut(reasons: readonly (readonly [reason: string, rows: number])[]): LeftOut[] {
  return reasons.flatMap(([reason, rows]) => (rows > 0 ? [{ reason, rows }] : []))
}
