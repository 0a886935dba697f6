import { keyOf, type MetricOptions } from '../../core/metrics/metric.ts'
import { metrics } from '../../core/metrics/index.ts'
import type { LabDocument } from '../../scenarios/document.ts'
import { choiceOf } from '../../scenarios/recipe.ts'

/** Key of a metric id at a document's cut-offs: `ndcg` at 10 is `ndcg@10`. */
export function metricKey(id: string, document: LabDocument): string {
  return keyAt(id, choiceOf(document))
}

function keyAt(id: string, choice: Pick<MetricOptions, 'k' | 'alerts'>): string {
  const metric = metrics.find((one) => one.id === id)
  return metric ? keyOf(metric, choice) : id
}
