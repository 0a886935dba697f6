import { metrics } from '../core/metrics/index.ts'

export interface MetricFacts {
  readonly label: string
  readonly help: string
  readonly better: 'higher' | 'lower'
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
