import { formatNumber } from '../kernel/words.ts'
import type { Folds } from '../metrics/curves/fold-thresholds.ts'
import { LEAST_POSITIVES } from '../models/automatic.ts'
import { treatmentSettings } from '../models/treatment-knobs.ts'
import type { RunSpec } from '../training/run.ts'
import type { Trainable } from './fitted.ts'
import { MOST_FOLDS } from './folds.ts'

/** What a person should know of a training, once its rows are known: what was asked for and has no effect, and what is too little to go by. */
export function notesOf({ settings }: RunSpec, fit: Trainable, instead: string | null): readonly string[] {
  const { treatment } = treatmentSettings(settings)
  const notes = fit.treated.isIdle
    ? [
        `${treatment.label} changes nothing: ${formatNumber(Number((100 * fit.baseRate).toPrecision(3)))} % of the training rows are positive, which is no less than it was asked for`,
      ]
    : []
  if (fit.validationPositives >= LEAST_POSITIVES) return notes
  const few = `validation has ${fit.validationPositives === 1 ? '1 positive' : `${fit.validationPositives} positives`}, fewer than ${LEAST_POSITIVES}`
  if (Number(settings.patience) > 0) notes.push(`${few}: training is not stopped early, whatever the patience`)
  else if (settings.patience === 'auto' && instead)
    notes.push(`${few}: early stopping is off, and ${instead} replace it`)
  return notes
}

interface Read {
  readonly folds: Folds
  /** What shares a fold, in the plural. */
  readonly unit: string
  /** Of validation, as they are known. */
  readonly positives: number
  readonly isRecalibrated: boolean
}

/** What to say where validation has positives in too few clusters to be read in five folds; nothing where it has none to choose by. */
export function crossFitNotes({ folds: { count }, unit, positives, isRecalibrated }: Read): readonly string[] {
  if (count === MOST_FOLDS || positives === 0) return []
  if (count > 0)
    return [
      `validation has ${count} ${unit} with a positive: its numbers are cross-fitted over ${count} folds instead of ${MOST_FOLDS}`,
    ]
  const flattered = isRecalibrated
    ? 'its numbers are measured on the rows that chose the threshold and the recalibration, and look too good'
    : 'its F1, precision and recall are measured at a threshold that the same rows chose, and look too good'
  return [`validation has too few ${unit} with a positive to be cross-fitted: ${flattered}`]
}

/** Positives of these rows that were not reported yet when the model was trained, so that they count as negatives. */
export function countUnreported(known: Uint8Array, turnedOut: Uint8Array, rows: Uint32Array): number {
  return rows.reduce((count, row) => count + Number(turnedOut[row] === 1 && known[row] === 0), 0)
}

/** What to say of validation where so many of its positives count as negatives, beside so many that were reported. */
export function unreportedNotes(unreported: number, positives: number): readonly string[] {
  if (unreported === 0) return []
  return [
    `${unreported} of the ${unreported + positives} positives in validation count as negatives, since they were not reported yet when the model was trained: scores look too high there, and a recalibration makes them too low`,
  ]
}
