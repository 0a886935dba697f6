import type { AuditedColumn, DataSummary } from '../core/lab.ts'
import type { RunReport } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { ceilingOf, gapClosedBy, raisedBy } from './report-ceiling.ts'
import { importedReport } from './imported-report.ts'
import { shownScore } from './predictions.ts'

/** The last event of `sim run`, and `report.json`: test metrics of every entrant beside both ceilings. */
export function reportOf(
  document: LabDocument,
  data: DataSummary,
  runs: readonly (readonly [string, RunReport])[],
  audit: readonly AuditedColumn[] = []
) {
  const reference = raisedBy(data.test, runs)
  return {
    type: 'report',
    scenario: document.scenario,
    seed: document.seed,
    rows: { train: data.rows.train, validation: data.rows.validation, test: data.rows.test },
    baseRate: { train: data.baseRate.train, test: data.baseRate.test },
    ...importedReport(data.imported),
    split: document.split,
    settledAfterDays: data.settledAfterDays ?? null,
    /** Rows in no part, by why. */
    left: data.left ?? [],
    /** What is wrong with the rows, or was assumed of them. */
    warnings: (data.warnings ?? []).map(({ text }) => text),
    models: Object.fromEntries(
      runs.map(([id, run]) => [
        id,
        {
          /** What would be deployed: `sim run` trains versions and puts none into traffic. */
          version: { id: run.id, origin: { kind: 'trained', run: run.id, seed: document.seed } },
          engine: run.engine,
          /** Who scored test, and why, where the table is so large that a GPU might have; else the engine scored it. */
          testScoredBy: run.scoredBy ?? null,
          ending: run.ending.reason,
          endingText: run.ending.text,
          stillImproving: run.ending.reason === 'finished' && run.ending.isImproving === true,
          /** Settings as they were used, with what auto came to. */
          settings: run.resolved ?? {},
          notes: run.notes ?? [],
          /** Mean score over the share of positives in validation, where it is off by more than chance. */
          offLevel: run.offLevel ?? null,
          metrics: run.test?.sampled ?? {},
          expected: run.test?.expected ?? {},
          /** What its decisions are worth on test, in the scenario's unit; null where it was stopped before it. */
          value: run.value?.test ?? null,
          /** By how much the labels of test favour it beyond their true probabilities, and the chance of so much by luck. */
          excess: run.excess ?? [],
          /** Share of the way in expected auc from the trivial predictor to what these columns can reach. */
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
          threshold: Number(shownScore(run.threshold)),
          rowsSeen: run.rowsSeen,
          bestRowsSeen: run.bestRowsSeen,
          trainRowsPerSecond: run.trainRowsPerSecond,
          scoreRowsPerSecond: run.scoreRowsPerSecond,
        },
      ])
    ),
    trivial: data.test ? { metrics: data.test.trivial.sampled, expected: data.test.trivial.expected } : null,
    /** What each column tells by itself, on training rows; how far its values move to test, and by chance alone. */
    audit: audit.map(({ column, auc, psi, expectedPsi }) => ({ column, auc, psi, expectedPsi })),
    /** What the world knows and, under `columns`, what these columns can reach. */
    ceiling: ceilingOf(reference),
  }
}
