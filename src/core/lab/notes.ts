import { formatNumber } from '../kernel/words.ts'
import { LEAST_POSITIVES } from '../models/automatic.ts'
import { treatmentSettings } from '../models/treatment-knobs.ts'
import type { RunSpec } from '../training/run.ts'
import type { Trainable } from './fitted.ts'
import { MOST_FOLDS, type Folds } from './folds.ts'

/** What a person should know of a training, once its rows are known: what was asked for and has no effect, and what is too little to go by. */
export function notesOf({ settings }: RunSpec, fit: Trainable): readonly string[] {
  const { treatment } = treatmentSettings(settings)
  const notes = fit.treated.isIdle
    ? [
        `${treatment.label} changes nothing: ${formatNumber(Number((100 * fit.baseRate).toPrecision(3)))} % of the training rows are positive, which is no less than it was asked for`,
      ]
    : []
  if (fit.validationPositives >= LEAST_POSITIVES) return notes
  const few = `validation has ${fit.validationPositives === 1 ? '1 positive' : `${fit.validationPositives} positives`}, fewer than ${LEAST_POSITIVES}`
  if (Number(settings.patience) > 0) notes.push(`${few}: nothing is stopped early, whatever the patience`)
  else if (settings.patience === 'auto' && fit.sort === 'network' && fit.solver === 'adam')
    notes.push(
      `${few}: early stopping is off, and ${fit.training.epochs} epochs with an L2 penalty of ${formatNumber(Number(fit.training.l2.toPrecision(2)))} stand in for it`
    )
  return notes
}

/** What to say where validation has positives in too few clusters to be read in five folds. */
export function crossFitNotes({ count, of }: Folds, unit: string): readonly string[] {
  if (count === MOST_FOLDS || of.length === 0) return []
  return [
    count === 0
      ? `validation has too few ${unit} with a positive to be cross-fitted: its numbers are measured on the rows that chose the threshold and the recalibration, and flatter`
      : `validation has ${count} ${unit} with a positive: its numbers are cross-fitted over ${count} folds instead of ${MOST_FOLDS}`,
  ]
}
