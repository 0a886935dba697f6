import { parseSettings, type Settings } from '../kernel/knobs.ts'
import type { DecidingScores, DecisionKind, Decisions, Outcome, ValueRows } from './decision-kind.ts'
import { decisionKindOf } from './kinds/index.ts'

/** Which decision a scenario's values are of, what its unit is called, and how it is set. */
export interface ValueChoice {
  readonly kind: string
  readonly unit: string
  /** Knobs of decisions; those of other kinds are passed over. */
  readonly settings: Settings
}

/** What is decided on some rows: by scores, without a model, and by the truth. */
export interface DecidedRows {
  readonly kind: DecisionKind
  readonly settings: Settings
  readonly rows: ValueRows
  /** Predicted P(positive) of each row, where it was logged. */
  readonly scores: Float32Array
  readonly made: Decisions
  readonly trivial: Decisions
  /** null where the truth is not known. */
  readonly informed: Decisions | null
}

/** What decisions are worth to the one who decides, and to all who take part. */
export type ValueMeasure = 'value' | 'welfare'

/** null where these rows leave nothing of that kind to decide. @throws one line where there is no such kind */
export function decideRows(
  rows: ValueRows,
  scores: DecidingScores,
  { kind: id, settings: chosen }: ValueChoice
): DecidedRows | null {
  const kind = decisionKindOf(id)
  if (kind.lacks(rows) !== null) return null
  const { settings } = parseSettings(kind.knobs, chosen)
  return {
    ...{ kind, settings, rows, scores: scores.scores },
    made: kind.decide(rows, scores, settings),
    trivial: kind.trivial(rows, settings),
    informed: kind.informed(rows, settings),
  }
}

/** One value a row or a request; null where the kind has no such measure, or the outcome does not tell. */
export function worthOf(
  { kind, rows, settings }: DecidedRows,
  measure: ValueMeasure,
  decisions: Decisions | null,
  outcome: Outcome
): Float64Array | null {
  return (decisions && kind[measure]?.(decisions, rows, outcome, settings)) ?? null
}
