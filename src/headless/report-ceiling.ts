import type { Reference } from '../core/lab.ts'
import { gapClosed, raisedReach } from '../core/metrics/gap.ts'
import { metricFor, metricOfKey } from '../core/metrics/index.ts'
import type { MetricValues } from '../core/metrics/metric.ts'
import type { RunReport } from '../core/training/run.ts'

/** From where to where `gapClosed` goes, said wherever it is shown. */
export const GAP = 'expected auc, from the trivial predictor to what these columns can reach'

export const HOW_COLUMNS =
  'what these columns can reach is not worked out for these settings; sim run --ceiling, or sim ceiling, works it out'

/** The two ceilings of a report: what the world knows and, where it is known, what these columns can reach. */
export function ceilingOf(reference: Reference | null) {
  if (!reference?.ceiling) return null
  const { ceiling, columns } = reference
  return {
    metrics: ceiling.sampled,
    expected: ceiling.expected,
    columns: columns
      ? {
          metrics: columns.measured.sampled,
          expected: columns.measured.expected,
          settled: columns.settled,
          rows: columns.rows,
          isEstimate: columns.rows !== null,
        }
      : null,
    ...(!columns && { columnsMissing: HOW_COLUMNS }),
  }
}

/** The same with expected values of an estimate raised by every model that did better on the same rows: on labels that fell luck would raise it. */
export function raisedBy(
  reference: Reference | null,
  runs: readonly (readonly [string, RunReport])[]
): Reference | null {
  const columns = reference?.columns
  if (!reference || !columns || columns.rows === null) return reference
  const expected = Object.fromEntries(
    Object.entries(columns.measured.expected).map(([key, value]) => [
      key,
      raisedReach(
        value,
        runs.map(([, run]) => run.test?.expected[key]),
        metricOfKey(key).better
      ),
    ])
  )
  return { ...reference, columns: { ...columns, measured: { ...columns.measured, expected } } }
}

/** Share of the gap that a run closed on test, in expected auc. */
export function gapClosedBy(run: RunReport, reference: Reference | null): number | null {
  const of = (values: MetricValues | undefined): number | null => values?.[metricFor('ranking').id] ?? null
  return gapClosed(of(run.test?.expected), of(reference?.trivial.expected), of(reference?.columns?.measured.expected))
}
