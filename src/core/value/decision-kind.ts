import type { Knobs, SettingsOf } from '../kernel/knobs.ts'
import type { Threshold } from '../metrics/curves/called.ts'

/** What scores lead to, and what that is worth: one file exporting one of these, one line in the catalogue. */
export interface DecisionKind<K extends Knobs = Knobs> {
  readonly id: string
  readonly label: string
  /** One or two sentences: what is decided, and what it is worth. */
  readonly help: string
  readonly words: DecisionWords
  /** What values are counted in, unless a scenario has a name for it. */
  readonly unit: string
  /** The unit that one value belongs to; means are given per this number of them. */
  readonly per: { readonly count: number; readonly of: 'rows' | 'requests' }
  readonly knobs: K
  /** How labels that fell tell a value: each decision had its outcome, or outcomes of other decisions are weighed to stand for it. */
  readonly onLabels: 'counted' | 'inverse propensity'
  /** Whether no decision is worth more, in expectation, than the one that the truth leads to. */
  readonly hasCeiling: boolean
  /** Why these rows leave nothing to decide, in one plain line; null where they do. */
  lacks(rows: ValueRows): string | null
  decide(rows: ValueRows, scores: DecidingScores, settings: SettingsOf<K>): Decisions
  /** What the truth leads to; null where it is not known. */
  informed(rows: ValueRows, settings: SettingsOf<K>): Decisions | null
  /** What is decided without a model. */
  trivial(rows: ValueRows, settings: SettingsOf<K>): Decisions
  /** One value a row or a request, in order; null where the outcome does not tell. Differences of sums are what a choice costs. */
  value(decisions: Decisions, rows: ValueRows, outcome: Outcome, settings: SettingsOf<K>): Float64Array | null
  /** Where the value has no ceiling, what has one: what the decisions are worth to all who take part. */
  welfare?(decisions: Decisions, rows: ValueRows, outcome: Outcome, settings: SettingsOf<K>): Float64Array | null
}

/** What things are called on pictures, in lower case. */
export interface DecisionWords {
  /** What a value is: `revenue`. */
  readonly value: string
  /** What welfare is, where the kind has one. */
  readonly welfare?: string
  /** What is decided without a model: `bids alone`. */
  readonly trivial: string
  /** Rows that are not passed over: `shown ads`. */
  readonly chosen: string
}

/** Labels that fell, or what is expected under the truth. */
export type Outcome = 'labels' | 'truth'

/** Rows that something is decided about; all arrays have one value per row, and rows of a request stand together. */
export interface ValueRows {
  readonly labels: Uint8Array
  /** P(positive) of each row as it was logged; null where it is not known. */
  readonly truth: Float32Array | null
  /** P(click | examined); null where nothing is examined, or where it is not known. */
  readonly relevance: Float32Array | null
  /** Request of each row; null where rows are not grouped. */
  readonly requests: Uint32Array | null
  /** What a row is worth in money; anything but a positive number counts as nothing. */
  readonly amounts: Float32Array | null
  /** Where the rows of a request are candidates for slots. */
  readonly slots: Candidates | null
}

export interface Candidates {
  /** For a click. */
  readonly bids: Float32Array
  /** Position at which each row was logged, 1 at the top. */
  readonly positions: Uint8Array
  /** P(examined) at positions 1, 2, … */
  readonly examined: Float64Array
}

/** Probabilities of rows, as a version or anything else gives them. */
export interface DecidingScores {
  /** Where each row was logged. */
  readonly scores: Float32Array
  /** With every row at the top; null where there are no positions. */
  readonly atTop: Float32Array | null
  /** Scores at or above it are alerts. */
  readonly threshold: Threshold
}

/** One entry a row. */
export interface Decisions {
  /** 0 is passed over; 1 is an alert, or the first place, and so on. */
  readonly place: Uint8Array
  /** What is paid if the row comes out positive; null where nothing is. */
  readonly price: Float32Array | null
}
