import { formatPer10000, formatRate } from '../charts/format.ts'
import type { Look } from '../charts/lane.ts'
import type { NumbersTable } from '../charts/table.ts'
import type { Cell } from '../core/decisions/examples.ts'
import type { ThresholdCurve } from '../core/metrics/curves/curve.ts'
import { pointOf, type ThresholdPoint } from '../core/metrics/curves/point.ts'
import type { RunState } from '../state/run.svelte.ts'
import { decided, type DecisionRun } from './decisions.ts'
import { baseRateOf, judged } from './thresholds.ts'
import type { View } from './view.ts'

export const view = {
  id: 'confusion',
  label: 'Right and wrong per 10,000',
  help:
    'What the threshold makes of 10,000 rows like these. When positives are rare, always saying no is nearly always right: ' +
    'accuracy says little, so read precision, recall and the counts.',
  needs: 'runs',
} as const satisfies View

/** A model whose rows are counted, and where its scores are cut. */
export interface Counted {
  readonly key: string
  readonly name: string
  readonly look: Look
  /** Its own, where none is shared. */
  readonly threshold: number
  readonly curve: ThresholdCurve
  readonly cut: ThresholdPoint
}

/** A cell of one model's table. */
export interface ChosenCell {
  readonly key: string
  readonly cell: Cell
}

/** Runs on validation, as they were measured when they ended. */
export function countedRuns(runs: readonly RunState[], threshold: number | null): Counted[] {
  return judged(runs, threshold).map(({ report, curves, ...model }) => ({
    ...model,
    threshold: report.threshold,
    curve: curves.thresholds,
  }))
}

/** The same of rows that something is decided about. */
export function countedDecisions(decisions: readonly DecisionRun[], threshold: number | null): Counted[] {
  return decided(decisions, threshold).map(({ key, name, look, curve, cut }, i) => ({
    key,
    name,
    look,
    threshold: decisions[i].threshold,
    curve,
    cut: pointOf(curve, cut),
  }))
}

/** Share of rows called rightly; null without rows. */
export function accuracyOf({ cut }: Pick<Counted, 'cut'>): number | null {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = cut.counts
  const rows = truePositives + falsePositives + falseNegatives + trueNegatives
  return rows > 0 ? (truePositives + trueNegatives) / rows : null
}

/** A share near 1, with enough digits to tell it from 1. */
export function formatAccuracy(share: number | null): string {
  if (share === null) return 'n/a'
  const digits = share > 0.999 ? 3 : 2
  return `${(share * 100).toFixed(digits)}\u202f%`
}

export function speakConfusion(models: readonly Counted[]): string {
  if (models.length === 0) return 'Right and wrong per 10,000: no finished run yet'
  const base = baseRateOf(models[0].curve)
  return `Right and wrong per 10,000: ${models
    .map(({ name, cut }) => {
      const { truePositives, falsePositives, falseNegatives } = cut.perTenThousand
      const counts = [truePositives, falsePositives, falseNegatives].map((count) => formatPer10000(count / 10_000))
      const accuracy = formatAccuracy(accuracyOf({ cut }))
      return `${name} finds ${counts[0]} positives, raises ${counts[1]} false alarms, misses ${counts[2]}, accuracy ${accuracy}`
    })
    .join('; ')}; always no: accuracy ${formatAccuracy(base === null ? null : 1 - base)}`
}

export function confusionTable(models: readonly Counted[]): NumbersTable {
  return {
    columns: [
      'Run',
      'Threshold',
      'Found',
      'False alarms',
      'Missed',
      'Rightly left',
      'Precision',
      'Recall',
      'F1',
      'Accuracy',
    ],
    rows: models.map((model) => {
      const { cut, name } = model
      const { truePositives, falsePositives, falseNegatives, trueNegatives } = cut.perTenThousand
      return [
        name,
        formatRate(cut.threshold),
        ...[truePositives, falsePositives, falseNegatives, trueNegatives].map((count) =>
          formatPer10000(count / 10_000)
        ),
        formatRate(cut.precision),
        formatRate(cut.recall),
        formatRate(cut.f1),
        formatAccuracy(accuracyOf(model)),
      ]
    }),
  }
}
