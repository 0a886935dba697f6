export { type MetricId, metricFor, metricById, metricOfKey, metrics, usualMetrics } from './kinds/index.ts'
