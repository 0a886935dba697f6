import { decideRows, worthOf, type DecidedRows, type ValueChoice, type ValueMeasure } from './decided-rows.ts'
import type { DecidingScores, Decisions, Outcome, ValueRows } from './decision-kind.ts'
import { overPrediction, type OverPrediction } from './over-prediction.ts'

/** What a model's decisions are worth on some rows; values are of `per`, such as 1,000 requests. */
export interface ValueReport extends ValueChoice {
  readonly per: string
  /** How many requests, or rows, they are the mean of. */
  readonly units: number
  readonly value: Valued
  /** The same where nothing is predicted: bids alone, or the better of no alert and an alert on every row. */
  readonly trivial: Valued
  /** With the truth as score, in expectation; null where it is not known. */
  readonly withTruth: number | null
  /** `withTruth` where no decision can be worth more in expectation; null where that is not so, or the truth is not known. */
  readonly ceiling: number | null
  /** How `labels` tell a value: counted, or weighed by inverse propensity. */
  readonly onLabels: 'counted' | 'inverse propensity'
  /** Where the value has no ceiling, what has one: what the decisions are worth to all who take part. */
  readonly welfare: Welfare | null
  readonly overPrediction: OverPrediction
}

/** In expectation under the truth, and as the labels that fell tell it; null where they do not. */
export interface Valued {
  readonly expected: number | null
  readonly labels: number | null
}

export interface Welfare {
  readonly value: Valued
  readonly trivial: Valued
  readonly ceiling: number | null
}

/** null where these rows leave nothing of that kind to decide. @throws one line where there is no such kind */
export function valueReport(rows: ValueRows, scores: DecidingScores, choice: ValueChoice): ValueReport | null {
  const decided = decideRows(rows, scores, choice)
  return decided && valueReportOf(decided, choice)
}

export function valueReportOf(decided: DecidedRows, choice: ValueChoice): ValueReport {
  const { kind, settings, made, trivial, informed } = decided
  const { count } = kind.per
  let units = 0
  const worth = (of: ValueMeasure, decisions: Decisions | null, outcome: Outcome): number | null => {
    const values = worthOf(decided, of, decisions, outcome)
    if (!values || values.length === 0) return null
    units = values.length
    return (values.reduce((sum, value) => sum + value, 0) / values.length) * count
  }
  const both = (of: ValueMeasure, decisions: Decisions): Valued => ({
    expected: worth(of, decisions, 'truth'),
    labels: worth(of, decisions, 'labels'),
  })
  const value = both('value', made)
  const withTruth = worth('value', informed, 'truth')
  return {
    ...choice,
    settings,
    per: `${count.toLocaleString('en-US')} ${kind.per.of}`,
    units,
    value,
    trivial: both('value', trivial),
    withTruth,
    ceiling: kind.hasCeiling ? withTruth : null,
    onLabels: kind.onLabels,
    welfare: kind.welfare
      ? {
          value: both('welfare', made),
          trivial: both('welfare', trivial),
          ceiling: worth('welfare', informed, 'truth'),
        }
      : null,
    overPrediction: overPrediction(decided.scores, decided.rows, made),
  }
}
