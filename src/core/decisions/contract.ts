import type { Part } from '../metrics/basis.ts'
import type { AlertsCurve } from './alerts.ts'
import type { DecisionCurve } from './curve.ts'
import type { ExampleChoice } from './examples.ts'
import type { Bootstrap, BootstrapSpec } from './intervals/bootstrap.ts'
import type { DeLong } from './intervals/delong.ts'
import type { Slice } from './slices.ts'

/** Rows of a run that are judged. */
export type DecisionPart = Part

export interface DecisionSpec {
  readonly part: DecisionPart
  /** Whether each row counts as its true probability instead of the label that fell; labels where it is left out or the truth is not known. */
  readonly expected?: boolean
}

/** All that cost, capacity and gains are read off: sent once, so that no knob of them needs the worker again. */
export interface Decision {
  readonly part: DecisionPart
  readonly curve: DecisionCurve
  /** null where rows have no time. */
  readonly alerts: AlertsCurve | null
}

export interface IntervalSpec extends BootstrapSpec {
  readonly part: DecisionPart
}

export interface IntervalReport extends Bootstrap {
  readonly part: DecisionPart
  /** What is resampled whole, in the plural: `customers`, `episodes`, `requests`, `rows`. */
  readonly unit: string
  /** Empty, or what the intervals do not say of themselves. */
  readonly notice: string
  /** Only where rows are independent. */
  readonly deLong: DeLong | null
}

export interface SliceSpec {
  readonly part: DecisionPart
  /** Id of a column. */
  readonly column: string
  readonly threshold: number
}

export interface SliceReport {
  readonly part: DecisionPart
  readonly column: { readonly id: string; readonly label: string }
  readonly threshold: number
  readonly slices: readonly Slice[]
}

export interface ExampleSpec extends ExampleChoice {
  readonly part: DecisionPart
}

export interface ExampleReport {
  readonly spec: ExampleSpec
  /** Rows in the cell, of which some are shown. */
  readonly total: number
  readonly columns: readonly string[]
  readonly rows: readonly Example[]
}

export interface Example {
  /** Row of the table. */
  readonly row: number
  readonly score: number
  readonly label: number
  /** As text, one a column: shown, never run. */
  readonly cells: readonly string[]
}
