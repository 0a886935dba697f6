import type { Measured } from '../metrics/metric.ts'

/** What a model that reads the columns of a table can reach, on one part of its rows. */
export interface ColumnReach extends ReachBasis {
  readonly measured: Measured
}

export interface ReachBasis {
  /** Other requests that the last fit on the truth read; null where the truth is a function of the columns, and nothing is estimated. */
  readonly rows: number | null
  /** Whether half as many rows gave the same; where not, it is a bound from below that more rows would raise. */
  readonly settled: boolean
}

/** What these columns can reach on each part; by the settings of the world and the period that runs train in. */
export interface ColumnCeiling extends ReachBasis {
  /** On the validation rows of live curves, on all of validation, and on test. */
  readonly live: Measured
  readonly validation: Measured
  readonly test: Measured | null
}

interface Part {
  readonly columns?: ColumnReach | null
}

/** A summary whose parts say what their columns can reach. */
export function withReach<
  P extends Part,
  S extends { readonly validation: P; readonly wholeValidation?: P | null; readonly test: P | null },
>(summary: S, { rows, settled, live, validation, test }: ColumnCeiling): S {
  const basis = { rows, settled }
  return {
    ...summary,
    validation: reached(summary.validation, live, basis),
    wholeValidation: summary.wholeValidation && reached(summary.wholeValidation, validation, basis),
    test: summary.test && reached(summary.test, test, basis),
  }
}

function reached<P extends Part>(part: P, measured: Measured | null, basis: ReachBasis): P {
  const columns: ColumnReach | null = measured && { ...basis, measured }
  return { ...part, columns }
}
