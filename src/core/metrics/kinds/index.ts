import { auc } from './auc.ts'
import { brier } from './brier.ts'
import { calibrationError } from './calibration-error.ts'
import { cardPrecision } from './card-precision-at-k.ts'
import { f1 } from './f1.ts'
import { groupAuc } from './group-auc.ts'
import { logLoss } from './log-loss.ts'
import { mapAtK } from './map-at-k.ts'
import type { Metric, MetricRole } from '../metric.ts'
import { ndcgAtK } from './ndcg-at-k.ts'
import { normalisedEntropy } from './normalised-entropy.ts'
import { prAuc } from './pr-auc.ts'
import { precisionAtK } from './precision-at-k.ts'
import { recallAtK } from './recall-at-k.ts'
import { relativeCalibrationError } from './relative-calibration-error.ts'
import { relevanceMapAtK } from './relevance-map-at-k.ts'
import { relevanceNdcgAtK } from './relevance-ndcg-at-k.ts'
import { scoreOverRate } from './score-over-rate.ts'

export const metrics = [
  auc,
  prAuc,
  logLoss,
  normalisedEntropy,
  brier,
  calibrationError,
  relativeCalibrationError,
  scoreOverRate,
  f1,
  precisionAtK,
  recallAtK,
  ndcgAtK,
  mapAtK,
  relevanceNdcgAtK,
  relevanceMapAtK,
  groupAuc,
  cardPrecision,
] as const satisfies readonly Metric[]

export type MetricId = (typeof metrics)[number]['id']

/** The metric of a role; its key is its id. */
export function metricFor(role: MetricRole): Metric {
  return metrics.find((metric: Metric) => metric.role === role)!
}

/** Ids of what is read of every run first: how it ranks, what it finds, and its loss. */
export const usualMetrics = (['ranking', 'retrieval', 'loss'] as const).map((role) => metricFor(role).id)

/** The metric that a key such as `ndcg@10` is of. @throws where there is no such metric */
export function metricOfKey(key: string): Metric {
  return metricById(key.split('@')[0])
}

/** @throws where there is no such metric */
export function metricById(id: string): Metric {
  const found = metrics.find((metric) => metric.id === id)
  if (!found) throw new Error(`unknown metric: ${id}; expected one of ${metrics.map((metric) => metric.id).join(', ')}`)
  return found
}
