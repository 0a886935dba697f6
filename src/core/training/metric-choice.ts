import type { MetricOptions } from '../metrics/metric.ts'
import type { ValueChoice } from '../value/report.ts'

/** What runs are measured by. */
export interface MetricChoice extends Pick<MetricOptions, 'k' | 'gain' | 'alerts'> {
  /** Whose value a run reports; none where it is left out. */
  readonly value?: ValueChoice
}
