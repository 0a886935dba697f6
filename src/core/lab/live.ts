import { positivesIn } from '../kernel/positives.ts'
import type { Live } from '../learners/learner.ts'
import { constantLogLoss } from '../metrics/entropy.ts'
import { LEAST_POSITIVES } from '../models/automatic.ts'
import type { Correction, RunSpec } from '../training/run.ts'
import { correctScores } from '../treatments/correct.ts'
import { UNBENT } from '../treatments/treatment.ts'
import type { MetricChoice } from './contract.ts'
import { ownThreshold } from './cross-fit.ts'
import type { Fitted } from '../scoring/fitted.ts'
import { foldsOf } from './folds.ts'
import { levelSample } from './level.ts'
import { gatherRows, liveRowsOf, measureRows } from './measured-rows.ts'
import type { Prepared } from './tables.ts'

/**
 * The rows of live curves, as they were shown and all at the top, and those that the level of the undo is fitted on. While a model trains
 * only its treatment is undone: what recalibrates is fitted at the end.
 */
export function liveOf(spec: RunSpec, fitted: Fitted, prepared: Prepared, choice: MetricChoice): Live {
  const { known } = prepared
  const shown = gatherRows(known, liveRowsOf(prepared))
  const { rows, scores, ranking, labels } = shown
  const { folds } = foldsOf(spec.recipe, known.table, shown)
  const level = levelSample(spec.settings, fitted, prepared, 'live')
  const positives = positivesIn(labels)
  return {
    table: known.table,
    parts: [
      { rows, atTop: false, out: scores },
      ...(ranking ? [{ rows, atTop: true, out: ranking }] : []),
      ...(level ? [{ rows: level.rows.rows, atTop: false, out: level.rows.scores }] : []),
    ],
    rows: rows.length + (level?.rows.rows.length ?? 0),
    trivial: positives < LEAST_POSITIVES / 3 ? null : constantLogLoss(labels, fitted.baseRate),
    patienceOf: (asked) => (positives < LEAST_POSITIVES ? 0 : asked),
    measure() {
      const correction: Correction = { undo: level?.fitted() ?? UNBENT, recalibration: { kind: 'none' } }
      correctScores(correction, scores)
      if (ranking) correctScores(correction, ranking)
      const threshold = ownThreshold(shown, folds)
      return measureRows(shown, { ...choice, threshold, baseRate: fitted.baseRate })
    },
  }
}
