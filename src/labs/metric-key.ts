import { keyOf } from '../core/metrics/metric.ts'
import { metrics } from '../core/metrics/index.ts'

/** Key of a metric id at this cut-off: `ndcg` at 10 is `ndcg@10`. */
export function metricKey(id: string, k: number): string {
  const metric = metrics.find((one) => one.id === id)
  return metric ? keyOf(metric, k) : id
}
