import type { Part } from '../metrics/basis.ts'
import type { ConfusionCounts } from '../metrics/curves/called.ts'
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
  /** Whether counts are expected ones: asked for, and the truth is known. Cards are counted on labels all the same. */
  readonly expected: boolean
  readonly curve: DecisionCurve
  /** What the run's own threshold does, exactly. */
  readonly own: OwnCounts
  /** null where rows have no time. */
  readonly alerts: AlertsCurve | null
}

/** Counts at the threshold that the run chose for itself; on validation each fold is cut at the one that the others choose. */
export interface OwnCounts extends ConfusionCounts {
  /** Chosen on all of validation. */
  readonly threshold: number
  /** Money in the positives that are called; null without amounts. */
  readonly caughtAmount: number | null
}

export interface IntervalSpec extends Omit<BootstrapSpec, 'threshold'> {
  readonly part: DecisionPart
  /** null is the run's own. */
  readonly threshold: number | null
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
  /** null is the run's own. */
  readonly threshold: number | null
}

export interface SliceReport {
  readonly part: DecisionPart
  readonly column: { readonly id: string; readonly label: string }
  /** As it was asked for. */
  readonly threshold: number | null
  readonly slices: readonly Slice[]
}

export interface ExampleSpec extends Omit<ExampleChoice, 'threshold'> {
  readonly part: DecisionPart
  /** null is the run's own. */
  readonly threshold: number | null
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
  /** What its score was held against. */
  readonly threshold: number
  readonly label: number
  /** As text, one a column: shown, never run. */
  readonly cells: readonly string[]
}
