import { codeCount, emptyLike, type Codes } from '../kernel/codes.ts'
import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'
import { quantileCuts } from './cuts.ts'
import type { BoostSettings } from './boost-settings.ts'
import type { TreeFeature } from './ensemble.ts'

/** Categories that have a bin each, at most: one more has the missing, one the others. */
const MOST_NAMED = 254
/** Least rows of a category that has a bin of its own. */
const LEAST_ROWS = 3
const LEAST_RANKED_ROWS = 20

/** A column as bins of a byte: bin 0 is missing. */
export interface FeatureBins extends TreeFeature {
  /** Bins, the one of missing values included; at most 256. */
  readonly bins: number
  readonly monotone: number
  /** Numeric: bin b holds values from cuts[b − 2] up to cuts[b − 1]. */
  readonly cuts: Float32Array | null
  readonly categories: CategoryBins | null
}

export interface CategoryBins {
  /** Codes that are distinguished from the others, ascending. */
  readonly codes: Codes
  /** Bin of every code. */
  readonly binOf: Uint8Array
  /** Bins 0 … named may be in sets as they like; −1 where bins are in the order of ranks, and only the upper ones are a set. */
  readonly named: number
}

export interface FeatureSource {
  readonly table: Table
  readonly rows: Uint32Array
  /** Whether the position column is a feature. */
  readonly position: boolean
}

/** What trees ask about in such a table, in order. */
export function treeFeatures({ table: { schema, position }, ...asked }: FeatureSource): TreeFeature[] {
  return [
    ...schema.numeric.map(({ id }) => ({ id, kind: 'numeric' as const })),
    ...(asked.position && position ? [{ id: 'position', kind: 'numeric' as const }] : []),
    ...schema.categorical.map(({ id }) => ({ id, kind: 'categorical' as const })),
  ]
}

/** The column that a feature reads. @throws where the table has none of this name and kind */
export function columnOf(table: Table, { id, kind }: TreeFeature): Float32Array | Codes | Uint8Array {
  const { schema } = table
  const columns = kind === 'numeric' ? table.numeric : table.categorical
  const place = (kind === 'numeric' ? schema.numeric : schema.categorical).findIndex((column) => column.id === id)
  const found = place >= 0 ? columns[place] : id === 'position' ? table.position : null
  if (!found) throw new Error(`unknown column: ${id}; the trees were grown on other columns`)
  return found
}

/** The bins of a feature, from its values in the training rows. */
export function fitBins(
  feature: TreeFeature,
  values: Float32Array | Codes,
  { bins, monotone, categories }: BoostSettings,
  random: Random
): FeatureBins {
  if (!(values instanceof Float32Array)) {
    const fitted = categories === 'ranks' ? rankedBins(values, bins, random) : namedBins(values)
    return { ...feature, ...fitted, cuts: null, monotone: 0 }
  }
  const cuts = quantileCuts(values, bins - 1, random)
  return {
    ...feature,
    bins: cuts.length + 2,
    cuts,
    categories: null,
    monotone: Object.hasOwn(monotone, feature.id) ? monotone[feature.id] : 0,
  }
}

type Fitted = Pick<FeatureBins, 'bins' | 'categories'>

/** A bin for each of the most frequent, in the order of their codes; what is left has the last. */
function namedBins(values: Codes): Fitted {
  const codes = frequentCodes(values, LEAST_ROWS).slice(0, MOST_NAMED).sort()
  const binOf = new Uint8Array(codeCount(values)).fill(codes.length + 1)
  binOf[0] = 0
  codes.forEach((code, i) => (binOf[code] = i + 1))
  return { bins: codes.length + 2, categories: { codes, binOf, named: codes.length } }
}

/** The most frequent has rank 1; what is missing or rare has rank 0, and is never in a set. */
function rankedBins(values: Codes, bins: number, random: Random): Fitted {
  const codes = frequentCodes(values, LEAST_RANKED_ROWS)
  const rankOf = new Uint32Array(codeCount(values))
  codes.forEach((code, i) => (rankOf[code] = i + 1))
  const cuts = quantileCuts(
    Float32Array.from(values, (code) => rankOf[code]),
    bins - 1,
    random
  )
  const binOf = binsOfRanks(rankOf, codes.length, cuts)
  return { bins: cuts.length + 2, categories: { codes: codes.sort(), binOf, named: -1 } }
}

function binsOfRanks(rankOf: Uint32Array, last: number, cuts: Float32Array): Uint8Array {
  const binOfRank = new Uint8Array(last + 1).fill(1)
  for (const cut of cuts) for (let rank = cut; rank < binOfRank.length; rank++) binOfRank[rank]++
  return Uint8Array.from(rankOf, (rank) => binOfRank[rank])
}

/** Codes seen at least so often, the most frequent first; ties go to the lower code. */
function frequentCodes(values: Codes, least: number): Codes {
  const counts = new Uint32Array(codeCount(values))
  for (let i = 0; i < values.length; i++) counts[values[i]]++
  const seen: number[] = []
  for (let code = 1; code < counts.length; code++) if (counts[code] >= least) seen.push(code)
  const codes = emptyLike(values, seen.length)
  codes.set(seen.sort((a, b) => counts[b] - counts[a] || a - b))
  return codes
}
