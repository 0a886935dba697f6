import { gainOf } from '../metrics/better.ts'
import { metricOfKey } from '../metrics/index.ts'
import type { Measured, MetricValues } from '../metrics/metric.ts'

/** The better of two fits, metric by metric: what either of them reached can be reached. */
export function bestOf(a: Measured | null, b: Measured | null): Measured | null {
  if (!a || !b) return a ?? b
  return { sampled: better(a.sampled, b.sampled), expected: better(a.expected, b.expected) }
}

function better(a: MetricValues, b: MetricValues): MetricValues {
  return Object.fromEntries(
    Object.entries(b).map(([key, value]) => {
      const other = a[key] ?? null
      if (value === null || other === null) return [key, value ?? other]
      return [key, gainOf(metricOfKey(key).better, value, other) < 0 ? other : value]
    })
  )
}
