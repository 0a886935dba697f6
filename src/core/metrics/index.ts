export { type MetricId, metricOf, metricOfKey, metrics } from './kinds/index.ts'
