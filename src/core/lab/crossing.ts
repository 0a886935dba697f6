import { codeCount, type Codes } from '../kernel/codes.ts'
import { spreadRows } from '../kernel/spread-rows.ts'
import { MISSING, type Table } from '../kernel/table.ts'
import { groupsOf } from '../training/groups.ts'
import type { Split } from '../training/split.ts'
import { agreementOf, countIds, countNumbers, neighbourAgreement, type ValueCounts } from './agreement.ts'

/** Rows of one value agree so much on their label that the value tells it by itself. */
const TELLS = 0.5
/** Values seen in training on fewer of the test rows do little. */
const LEAST_SHARE = 0.1
/** Numbers that are sorted, spread by chance over the training rows, and the fewest rows of them. */
const MOST_CELLS = 1_000_000
const LEAST_ROWS = 5_000

/** How a group's rows stand to the split. */
export interface Crossing {
  /** Share of test rows whose group is in training, too. */
  readonly share: number
  /** How much rows of one group agree on their label, from 0 to 1; null where too few groups tell. */
  readonly agreement: number | null
}

/** null where the table does not say whose its rows are. */
export function crossingGroups(table: Table, known: Table, { train, test }: Split): Crossing | null {
  if (!table.customer && !table.cluster) return null
  const { of, count } = groupsOf(table)
  const isTrained = new Uint8Array(count)
  for (const row of train) isTrained[of[row]] = 1
  let seen = 0
  for (const row of test) seen += isTrained[of[row]]
  return { share: seen / Math.max(1, test.length), agreement: agreementOf(countIds(of, known.label, train, count)) }
}

/** A feature that looks like a group: rows of one of its many values have nearly always the same label, and other values tell nothing of it. */
export interface GroupLike extends Crossing {
  readonly label: string
  readonly agreement: number
}

/** Features that look like groups and whose values stand in training and in test. */
export function groupLikeColumns({ schema, numeric, categorical }: Table, known: Table, split: Split): GroupLike[] {
  const rows = spreadRows(
    split.train,
    Math.max(LEAST_ROWS, Math.floor(MOST_CELLS / Math.max(1, schema.numeric.length)))
  )
  const numbers = schema.numeric.flatMap(({ label }, i): GroupLike[] => {
    const counts = countNumbers(numeric[i], known.label, rows)
    const agreement = tellingAgreement(counts)
    if (agreement === null || neighbourAgreement(counts) > agreement / 2) return []
    const share = sharedBy(numeric[i], split)
    return share < LEAST_SHARE ? [] : [{ label, agreement, share }]
  })
  const codes = schema.categorical.flatMap(({ label }, i): GroupLike[] => {
    const agreement = tellingAgreement(countIds(categorical[i], known.label, split.train, codeCount(categorical[i])))
    if (agreement === null) return []
    const share = sharedBy(categorical[i], split)
    return share < LEAST_SHARE ? [] : [{ label, agreement, share }]
  })
  return [...numbers, ...codes].toSorted((a, b) => b.agreement - a.agreement)
}

function tellingAgreement(counts: ValueCounts): number | null {
  const agreement = agreementOf(counts)
  return agreement !== null && agreement >= TELLS ? agreement : null
}

/** Share of test rows with a value that a training row has, too. */
function sharedBy(values: Float32Array | Codes, { train, test }: Split): number {
  const missing = values instanceof Float32Array ? NaN : MISSING
  const trained = new Set<number>()
  for (const row of train) trained.add(values[row])
  trained.delete(missing)
  let seen = 0
  for (const row of test) if (trained.has(values[row])) seen++
  return seen / Math.max(1, test.length)
}
