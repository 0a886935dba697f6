import { shareOfPositives } from '../kernel/positives.ts'
import { lacksOf } from '../metrics/lacking.ts'
import type { MetricOptions } from '../metrics/metric.ts'
import type { ColumnCeiling, DataSummary, MetricChoice, Reference } from './contract.ts'
import { gatherRows, liveRowsOf, referenceOfRows, sampleOf } from './measured-rows.ts'
import type { Prepared } from './tables.ts'

/** What the world knows and guessing, by the rows that they are measured on. */
export type References = Pick<DataSummary, 'validation' | 'liveRows' | 'wholeValidation' | 'test' | 'lacks'>

/** Of the rows of live curves, of all of validation and of test, which is null where there is none. */
export function referencesOf(prepared: Prepared, choice: MetricChoice): References {
  const { known, draw, split } = prepared
  const options = optionsOf(prepared, choice)
  const on = (of: Prepared['draw'], rows: Uint32Array): Reference => referenceOfRows(gatherRows(of, rows), options)
  const live = liveRowsOf(prepared)
  const gathered = gatherRows(known, live)
  const validation = referenceOfRows(gathered, options)
  return {
    validation,
    liveRows: live.length,
    lacks: lacksOf(sampleOf(gathered)),
    wholeValidation: live.length === split.validation.length ? validation : on(known, split.validation),
    test: split.test.length ? on(draw, split.test) : null,
  }
}

/** Where the truth is a function of the columns, what the world knows is what they can reach; null without truth. */
export function exactCeiling({ validation, wholeValidation = validation, test }: References): ColumnCeiling | null {
  const [live, whole] = [validation.ceiling, wholeValidation.ceiling]
  return live && whole && { rows: null, settled: true, live, validation: whole, test: test && test.ceiling }
}

/** Limits are measured against the base rate of the training rows. */
export function optionsOf({ known, split }: Prepared, choice: MetricChoice): MetricOptions {
  return { ...choice, threshold: 0.5, baseRate: shareOfPositives(known.table.label, split.train) }
}
