import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'
import { PAST, TRAINED } from './random-split.ts'
import { ABSENT, dealGroups, groupsOf, type Groups } from './groups.ts'

const FIFTHS = [0.2, 0.2, 0.2, 0.2, 0.2]
const TRAIN = 0
const VALIDATION = 1
const TEST = 2

interface Parts {
  readonly train: Uint32Array
  readonly validation: Uint32Array
  readonly test: Uint32Array
}

/**
 * All rows of a group in one part: a fifth of the groups is the test, an eighth of the others validation.
 * @throws one line where there are too few groups
 */
export function grouped(table: Table, fold: number, random: Random): Parts {
  const groups = groupsOf(table)
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const part = partOfGroups(groups, all, table.label, fold, random)
  const rowsOf = (wanted: number): Uint32Array => all.filter((row) => part[groups.of[row]] === wanted)
  return { train: rowsOf(TRAIN), validation: rowsOf(VALIDATION), test: rowsOf(TEST) }
}

export interface GroupedByTime extends Parts {
  /** Earlier rows of groups that are kept for the test. */
  readonly kept: number
  /** Later rows of groups that training or validation has seen. */
  readonly seen: number
}

/**
 * Trains on earlier rows and tests on later rows of groups that neither training nor validation has seen. As most groups may come again and
 * again, a fifth of those with earlier rows is kept out of training and validation. Validation has groups of its own, too.
 * @throws one line where there are too few groups
 */
export function groupedByTime(
  table: Table,
  past: Uint32Array,
  later: Uint32Array,
  fold: number,
  random: Random
): GroupedByTime {
  const groups = groupsOf(table)
  const part = partOfGroups(groups, past, table.label, fold, random)
  const isIn = (wanted: number) => (row: number) => part[groups.of[row]] === wanted
  const train = past.filter(isIn(TRAIN))
  const validation = past.filter(isIn(VALIDATION))
  const test = later.filter((row) => part[groups.of[row]] === TEST || part[groups.of[row]] === ABSENT)
  if (test.length === 0 && later.length > 0)
    throw new Error(
      `no test rows: every group of the ${later.length} later rows is in training; choose the split by time, or more rows`
    )
  return {
    ...{ train, validation, test },
    kept: past.length - train.length - validation.length,
    seen: later.length - test.length,
  }
}

/** Training, validation or test, of each group that these rows are of. The first fold is the one nearest to a fifth of the rows. */
function partOfGroups(groups: Groups, rows: Uint32Array, label: Uint8Array, fold: number, random: Random): Uint8Array {
  const stream = random.stream('groups')
  const fifths = dealGroups(groups, rows, label, FIFTHS, stream)
  const present = new Set(Uint32Array.from(rows, (row) => groups.of[row])).size
  const filled = [...fifths.rows.keys()].filter((fifth) => fifths.rows[fifth] > 0)
  if (present < 3 || fold > filled.length)
    throw new Error(
      `too few groups: ${present}; a grouped split needs ${Math.max(3, fold)} at least: choose another split${fold > 1 && present >= 3 ? ', or the first fold' : ''}`
    )
  const off = (fifth: number): number => Math.abs(fifths.rows[fifth] - 0.2 * rows.length)
  const chosen = filled.toSorted((a, b) => off(a) - off(b))[fold - 1]
  const rest = rows.filter((row) => fifths.part[groups.of[row]] !== chosen)
  const { part } = dealGroups(groups, rest, label, [TRAINED / PAST, 1 - TRAINED / PAST], stream)
  return fifths.part.map((fifth, group) => (fifth === ABSENT ? ABSENT : fifth === chosen ? TEST : part[group]))
}
