export { type MetricId, metricFor, metricOf, metricOfKey, metrics, usualMetrics } from './kinds/index.ts'
