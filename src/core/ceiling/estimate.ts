import type { World } from '../../../datasets/dataset.ts'
import type { Random } from '../kernel/random.ts'
import { usualMetrics } from '../metrics/index.ts'
import type { Measured } from '../metrics/metric.ts'
import type { Scorer } from '../scoring/scorer.ts'
import { bestOf } from './best-of.ts'
import { fitTruth, type FitJob, type LearnerChoice } from './learner.ts'
import { otherRequests, type Period } from './others.ts'

/** Rows of the smallest fit and of the largest; each has twice as many as the one before. */
export const FEWEST_ROWS = 100_000
export const MOST_ROWS = 800_000

/** Two fits agree where no metric moves by more than this share of its way from guessing. */
const AGREEMENT = 0.02

export interface EstimateJob<M extends Record<string, Measured | null>> extends Pick<FitJob, 'random' | 'host'> {
  readonly world: World
  /** In which runs train. */
  readonly period: Period
  readonly learner: LearnerChoice
  /** Measures a fit on each part. */
  readonly measure: (fitted: Scorer) => Promise<M>
  /** Part by which fits are held against one another, and what guessing gets there. */
  readonly judgedOn: keyof M
  readonly trivial: Measured
  /** Rows of the smallest fit and of the largest. */
  readonly fewestRows?: number
  readonly mostRows?: number
  /** Hears at how many rows it is, and which share of that fit is done. */
  readonly onProgress?: (rows: number, share: number) => void
}

export interface Estimate<M> {
  /** Of each metric, what the best of the fits reached. */
  readonly measured: M
  /** Rows of other requests that the largest fit read. */
  readonly rows: number
  /** Whether half as many rows gave the same, within 2 % of the way from guessing. */
  readonly settled: boolean
}

/**
 * What a model that reads the columns reaches at least: fits on the noise-free truth of ever more other requests of the training period,
 * until twice as many give the same.
 */
export async function estimate<M extends Record<string, Measured | null>>(job: EstimateJob<M>): Promise<Estimate<M>> {
  const {
    world,
    period,
    learner,
    host,
    fewestRows = FEWEST_ROWS,
    mostRows = MOST_ROWS,
    onProgress = () => undefined,
  } = job
  const draw = otherRequests({ world, period, mostRows, random: job.random, host })
  let before: M | null = null
  let best: M | null = null
  for (let rows = Math.min(fewestRows, Math.floor(mostRows / 2)); ; rows *= 2) {
    const random: Random = job.random.stream(`fit on ${rows}`)
    onProgress(rows, 0)
    const others = await draw(rows)
    const fitted = await fitTruth(learner, { others, random, host, onProgress: (share) => onProgress(rows, share) })
    const measured = await job.measure(fitted).finally(() => fitted.dispose())
    const settled = before !== null && agree(before[job.judgedOn], measured[job.judgedOn], job.trivial)
    best = best ? bestParts(best, measured) : measured
    if (settled || 2 * rows > mostRows) return { measured: best, rows, settled }
    before = measured
  }
}

function bestParts<M extends Record<string, Measured | null>>(a: M, b: M): M {
  return Object.fromEntries(Object.keys(b).map((part) => [part, bestOf(a[part], b[part])])) as M
}

function agree(before: Measured | null, after: Measured | null, trivial: Measured): boolean {
  return usualMetrics.every((key) => {
    const [a, b, none] = [before, after, trivial].map((measured) => measured?.expected[key])
    return a != null && b != null && none != null && Math.abs(b - a) < AGREEMENT * Math.abs(b - none)
  })
}
