import type { DecisionRows } from '../decisions/decision-rows.ts'
import type { Table } from '../kernel/table.ts'
import type { Part } from '../metrics/basis.ts'
import type { Folds } from '../metrics/curves/fold-thresholds.ts'
import type { DecidedRows, ValueChoice } from '../value/decided-rows.ts'
import type { Why } from './explained.ts'

/** Something asked of a trained version and a part of its rows. */
export interface Question<Id extends string, Choice extends object, Answer> {
  readonly id: Id
  /** What is done while it is answered, as in `redrawing was stopped`. */
  readonly label: string
  /** @throws one line where it cannot be answered of this version or these rows */
  ask(part: AskedPart, spec: Choice & AskedOn, host: QuestionHost): Answer | Promise<Answer>
}

/** What every spec says. */
export interface AskedOn {
  readonly part: Part
  /** Whether each row counts as its true probability instead of the label that fell; labels where it is left out or the truth is not known. */
  readonly expected?: boolean
}

/** A version and the part of its rows that is asked about. All that it gathers is gathered once, and kept for further questions. */
export interface AskedPart {
  scored(): Promise<ScoredRows>
  /** @throws one line where the part has no rows */
  judged(): Promise<JudgedRows>
  /** @throws one line where these rows leave nothing of that kind to decide */
  decided(choice: ValueChoice): Promise<DecidedPart>
  /** @throws one line where the version's contributions are not known exactly */
  explain(row: number): Promise<Why>
}

/** Rows in the order of the table, one value each. */
export interface ScoredRows {
  /** Where they stand in the table. */
  readonly rows: Uint32Array
  readonly labels: Uint8Array
  readonly scores: Float32Array
  readonly truth: Float32Array | null
}

export interface JudgedRows {
  readonly table: Table
  /** Where the rows stand in the table. */
  readonly at: Uint32Array
  readonly rows: DecisionRows
  /** What rows that are not independent share, in the plural. */
  readonly unit: string
  /** In which what is chosen on validation is tried out; null on test. */
  readonly folds: Folds | null
}

export interface DecidedPart {
  readonly decided: DecidedRows
  /** Rows that share one are not independent; null where each stands alone. */
  readonly clusters: Uint32Array | null
  /** What such rows share, in the plural. */
  readonly unit: string
}

export interface QuestionHost {
  /** Announces that the thread will be kept for up to a minute. */
  busy(): void
  /** Between two steps of a long answer: says which share is done and lets messages in; null where it is too soon. Rejects once it is stopped. */
  step(share: number): Promise<void> | null
}
