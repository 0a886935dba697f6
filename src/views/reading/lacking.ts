import { whyLacking } from '../../core/metrics/lacking.ts'
import { metrics } from '../../core/metrics/index.ts'
import type { DataSummary } from '../../core/lab.ts'

/** Why a metric is n/a on these rows: the column that they lack, in words; empty where it is not for that. */
export function whyNotOn(data: Pick<DataSummary, 'lacks'> | null | undefined, key: string): string {
  const [id] = key.split('@')
  const metric = metrics.find((one) => one.id === id)
  return metric && data?.lacks ? whyLacking(data.lacks, metric) : ''
}
