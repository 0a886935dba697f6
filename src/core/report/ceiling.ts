import type { Reference } from '../lab.ts'
import { gapClosed } from '../metrics/gap.ts'
import { metricFor } from '../metrics/index.ts'
import type { RunReport } from '../training/run.ts'

/** From where to where `gapClosed` goes, said wherever it is shown. */
export const GAP = 'expected auc, from guessing to what these columns can reach'

const HOW_COLUMNS =
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

/** Share of the gap that a run closed on test, in expected auc. */
export function gapClosedBy({ test }: Pick<RunReport, 'test'>, reference: Reference | null): number | null {
  const { id } = metricFor('ranking')
  const [value, trivial, reach] = [test, reference?.trivial, reference?.columns?.measured].map(
    (measured) => measured?.expected[id] ?? null
  )
  return gapClosed(value, trivial, reach)
}
