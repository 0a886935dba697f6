export { type MetricId, metricOf, metrics } from './kinds/index.ts'
