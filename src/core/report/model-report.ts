import { formatScore } from '../kernel/numbers.ts'
import type { Reference } from '../lab.ts'
import type { RunReport } from '../training/run.ts'
import { gapClosedBy } from './ceiling.ts'
import { isStillImproving } from './ending.ts'
import { ratesOf, scorersOf } from './run-fields.ts'
import { sureness, type RedrawnValues } from './value-sureness.ts'

/** What a report says of one model, beside the limits of the rows of test. */
export function modelReportOf(run: RunReport, reference: Reference | null, redrawn?: RedrawnValues) {
  return {
    ...scorersOf(run),
    ending: run.ending.reason,
    endingText: run.ending.text,
    stillImproving: isStillImproving(run),
    /** Settings as they were used, with what auto came to. */
    settings: run.resolved ?? {},
    notes: run.notes ?? [],
    /** Mean score over the share of positives in validation, where it is off by more than chance. */
    offLevel: run.offLevel ?? null,
    metrics: run.test?.sampled ?? {},
    expected: run.test?.expected ?? {},
    /** What its decisions are worth on test, in the scenario's unit; null where it was stopped before it. */
    value: run.value?.test ? { ...run.value.test, intervals: redrawn ? sureness(redrawn) : null } : null,
    /** By how much the labels of test favour it beyond their true probabilities, and the chance of so much by luck. */
    excess: run.excess ?? [],
    /** Share of the way in expected auc from guessing to what these columns can reach. */
    gapClosed: gapClosedBy(run, reference),
    /** Cross-fitted: each fold under the recalibration and the threshold that the others choose; none where folds are 0. */
    validation: {
      metrics: run.validation.sampled,
      expected: run.validation.expected,
      crossFit: run.crossFit ?? null,
      value: run.value?.validation ?? null,
    },
    /** On test, before the treatment was undone and scores recalibrated; F1 at a threshold chosen on uncorrected validation. */
    uncorrected: run.uncorrected?.test?.sampled ?? null,
    trained: run.trained ?? null,
    /** Scores of the predictions at or above it are called positive. */
    threshold: Number(formatScore(run.threshold)),
    rowsSeen: run.rowsSeen,
    bestRowsSeen: run.bestRowsSeen,
    ...ratesOf(run),
  }
}
