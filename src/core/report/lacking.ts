import type { DataSummary } from '../lab.ts'
import { metrics } from '../metrics/index.ts'
import { whyLacking } from '../metrics/lacking.ts'

/** Why a metric is n/a on these rows: the column that they lack, in words; empty where it is not for that. */
export function whyNotOn(data: Pick<DataSummary, 'lacks'> | null | undefined, key: string): string {
  const [id] = key.split('@')
  const metric = metrics.find((one) => one.id === id)
  return metric && data?.lacks ? whyLacking(data.lacks, metric) : ''
}
