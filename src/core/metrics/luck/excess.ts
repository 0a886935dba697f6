import { exp } from '../../kernel/math.ts'
import { auc, aucOf } from '../kinds/auc.ts'
import { averagePrecision, prAuc } from '../kinds/pr-auc.ts'
import { precisionAtK } from '../kinds/precision-at-k.ts'
import { meanOf } from '../mean.ts'
import type { Sample } from '../metric.ts'
import { hasNaN, orderOf } from '../order.ts'
import { type Ordering, sortDescending } from '../sort/descending.ts'
import { logChance } from './chance-bound.ts'
import { clusterEffect } from './cluster-effect.ts'
import { aucInfluence, precisionInfluence, type Influence } from './influence.ts'

/** By how much the labels that fell favour a model beyond their true probabilities, and how likely that is by luck. */
export interface Excess {
  /** Key of the metric; `precision` is that of the rows with the highest scores. */
  readonly metric: string
  /** Of `precision`: among how many rows. */
  readonly rows?: number
  readonly sampled: number
  readonly expected: number
  /** Of `sampled` over draws of the labels, to first order; rows of a cluster go together as far as those of the truth's own score do. */
  readonly standardError: number
  /** What the labels added to the metric, to first order, in standard errors. */
  readonly z: number
  /** Luck alone gives so much, in any of the metrics judged, with no greater chance; 1 below three standard errors, where it is not worked out. */
  readonly chance: number
}

/** Rows whose labels move a metric, and by how much each does. */
interface Moved {
  readonly influence: Float64Array
  readonly labels: Sample['labels']
  readonly truth: Float32Array
  readonly clusters: Uint32Array | null
}

interface ScoredPart {
  readonly metric: string
  readonly rows?: number
  readonly sampled: number | null
  readonly expected: number | null
  readonly moved: Moved | null
  /** The same of the truth's own score. */
  readonly own: Moved | null
}

const KINDS = 3
const LEAST_Z = 3
/** Least rows of which a ranking is judged. */
const FEWEST_TOP = 8

/**
 * Of PR AUC, AUC, and precision among the 8, 16, 32, … highest rows, of which the least likely is returned: the metrics
 * that a column with the label in it raises. None where one class is empty or a score is not a number. Rows of one of the `clusters` are not independent.
 */
export function excessesOf(sample: Sample, truth: Float32Array, clusters: Uint32Array | null): Excess[] {
  const order = orderOf(sample)
  if (hasNaN(order.keys)) return []
  const { labels } = sample
  const own = clusters && sortDescending(truth)
  const ofAll = (metric: string, measure: typeof aucOf, influenceOf: Influence): ScoredPart => {
    const moved = (by: Ordering): Moved | null => {
      const influence = influenceOf(by, truth)
      return influence && { influence, labels, truth, clusters }
    }
    const values = { sampled: measure(order, labels), expected: measure(order, truth) }
    return { metric, ...values, moved: moved(order), own: own && moved(own) }
  }
  const ofTop = (rows: number): ScoredPart => {
    const moved = ({ rows: ranked }: Ordering): Moved => topOf(ranked.subarray(0, rows), labels, truth, clusters)
    const model = moved(order)
    const values = { sampled: meanOf(model.labels), expected: meanOf(model.truth) }
    return { metric: precisionAtK.id, rows, ...values, moved: model, own: own && moved(own) }
  }
  const tops = topsOf(order)
  const highest = tops.flatMap((rows) => judge(ofTop(rows), KINDS * tops.length))
  return [
    ...judge(ofAll(prAuc.id, averagePrecision, precisionInfluence), KINDS),
    ...judge(ofAll(auc.id, aucOf, aucInfluence), KINDS),
    ...highest.toSorted((a, b) => a.chance - b.chance || b.z - a.z).slice(0, 1),
  ]
}

/** The excess of one of `among` metrics, of which the least likely is reported: its chance has a Bonferroni correction. */
function judge({ metric, rows, sampled, expected, moved, own }: ScoredPart, among: number): Excess[] {
  if (sampled === null || expected === null || !moved) return []
  const effect = own?.clusters ? clusterEffect(own.influence, own.labels, own.truth, own.clusters) : 1
  const { influence, labels, truth } = moved
  let [added, variance] = [0, 0]
  for (let i = 0; i < truth.length; i++) {
    added += influence[i] * (labels[i] - truth[i])
    variance += influence[i] * influence[i] * truth[i] * (1 - truth[i])
  }
  const standardError = Math.sqrt(effect * variance)
  const z = standardError > 0 ? added / standardError : 0
  const chance = z < LEAST_Z ? 1 : Math.min(1, among * exp(logChance(influence, truth, added) / effect))
  return [{ metric, ...(rows !== undefined && { rows }), sampled, expected, standardError, z, chance }]
}

/** Numbers of rows with the highest scores, each about twice the one before, that end with a tie. */
function topsOf({ keys }: Ordering): number[] {
  const tops = new Set<number>()
  for (let rows = FEWEST_TOP; rows < keys.length; rows *= 2) {
    let end = rows
    while (end < keys.length && keys[end] === keys[end - 1]) end++
    if (end < keys.length) tops.add(end)
  }
  return [...tops]
}

function topOf(rows: Uint32Array, labels: Sample['labels'], truth: Float32Array, clusters: Uint32Array | null): Moved {
  return {
    influence: new Float64Array(rows.length).fill(1 / rows.length),
    labels: Float32Array.from(rows, (row) => labels[row]),
    truth: Float32Array.from(rows, (row) => truth[row]),
    clusters: clusters && Uint32Array.from(rows, (row) => clusters[row]),
  }
}
