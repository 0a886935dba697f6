import type { Better } from '../metrics/better.ts'
import type { ThresholdCurve } from '../metrics/curves/curve.ts'
import { metrics } from '../metrics/index.ts'
import type { Metric } from '../metrics/metric.ts'

export interface MetricFacts {
  readonly label: string
  readonly help: string
  readonly better: Better
}

/** What is also compared between runs, though no metric of scores. */
const speeds: Readonly<Record<string, MetricFacts>> = {
  trainRowsPerSecond: { label: 'Train rows/s', help: 'Rows trained on a second, on this machine.', better: 'higher' },
  scoreRowsPerSecond: { label: 'Score rows/s', help: 'Rows scored a second, on this machine.', better: 'higher' },
}

/** Label, help and direction of a metric's key: `ndcg@10` is NDCG@10. An unknown key is shown as it stands. */
export function metricOf(key: string): MetricFacts {
  const [id, k] = key.split('@')
  const known = metrics.find((metric) => metric.id === id) ?? speeds[id]
  if (!known) return { label: key, help: '', better: 'higher' }
  return { label: known.label.replace('@K', `@${k ?? 'K'}`), help: known.help, better: known.better }
}

/** Whether no score does better on a metric, in expectation, than the truth as score. */
export function hasCeiling(key: string): boolean {
  return metrics.find((metric) => metric.id === key.split('@')[0])?.ceiling ?? false
}

/** Whether it is a metric of scores, and not a speed. */
export function isMetric(key: string): boolean {
  return metrics.some((metric) => metric.id === key.split('@')[0])
}

/** Whether a metric can be had in expectation. */
export function isExpected(key: string): boolean {
  return metrics.find((metric) => metric.id === key.split('@')[0])?.expected ?? false
}

/** A metric with each positive of this weight, from its value and the curve of the rows as they are; null where that cannot be said. */
export function thinnedMetric(key: string, value: number | null, curve: ThresholdCurve, weight: number): number | null {
  const metric: Metric | undefined = metrics.find(({ id }) => id === key)
  return value === null ? null : (metric?.thinned?.(value, curve, weight) ?? null)
}
