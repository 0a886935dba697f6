import type { ColumnCeiling, ColumnReach, DataSummary, ReachBasis, Reference } from '../lab/contract.ts'
import type { Measured } from '../metrics/metric.ts'

/** A summary whose parts say what their columns can reach. */
export function withReach<S extends Pick<DataSummary, 'validation' | 'wholeValidation' | 'test'>>(
  summary: S,
  { rows, settled, live, validation, test }: ColumnCeiling
): S {
  const basis = { rows, settled }
  return {
    ...summary,
    validation: reached(summary.validation, live, basis),
    wholeValidation: summary.wholeValidation && reached(summary.wholeValidation, validation, basis),
    test: summary.test && reached(summary.test, test, basis),
  }
}

function reached(reference: Reference, measured: Measured | null, basis: ReachBasis): Reference {
  const columns: ColumnReach | null = measured && { ...basis, measured }
  return { ...reference, columns }
}
