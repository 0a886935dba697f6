import { bestF1Threshold } from '../metrics/curves/best-f1.ts'
import type { Threshold } from '../metrics/curves/called.ts'
import { foldThresholds, type Folds } from '../metrics/curves/fold-thresholds.ts'
import type { Correction } from '../training/run.ts'
import { correctScores } from '../treatments/correct.ts'
import { fitRecalibration, ranksOf } from '../treatments/recalibration.ts'
import { applyUndo } from '../treatments/undo.ts'
import type { MeasuredRows } from './measured-rows.ts'

/** Nothing is undone, nothing recalibrated. */
export const NO_CORRECTION: Correction = { undo: { kind: 'identity' }, recalibration: { kind: 'none' } }

/** Rows as a run reads them: with probabilities, and where it cuts them by itself. */
export interface ReadRows {
  readonly rows: MeasuredRows
  /** The run's own threshold; one a row where each fold is cut at the one that the others choose. */
  readonly own: Threshold
}

/** Both parts of a run, and the threshold of best F1 on all of validation, which test and live traffic are cut at. */
export interface ReadParts {
  readonly threshold: number
  readonly validation: ReadRows
  readonly test: ReadRows | null
}

interface Logits {
  readonly validation: MeasuredRows
  readonly test: MeasuredRows | null
  /** Of validation. */
  readonly folds: Folds
}

export function readParts({ validation, test, folds }: Logits, correction: Correction): ReadParts {
  const threshold = chooseThreshold(validation, correction)
  return {
    threshold,
    validation: crossFitted(validation, correction, folds),
    test: test && { rows: corrected(test, correction), own: threshold },
  }
}

/** The threshold of best F1 on all these rows. */
export function chooseThreshold({ scores, labels }: MeasuredRows, correction: Correction): number {
  return bestF1Threshold(correctScores(correction, scores.slice()), labels)
}

/**
 * Validation as if it were new: what recalibrates the rows of a fold and the threshold that cuts them are fitted on the other folds
 * alone. Rows are ranked by their logits, tied where the map of their fold ties them: its probabilities would rank a fold lower
 * the more positives it has, since the others, which it is fitted on, have fewer. Without folds rows are read as on test.
 */
export function crossFitted(logits: MeasuredRows, correction: Correction, folds: Folds): ReadRows {
  const rows = corrected(logits, correction)
  if (folds.count === 0 || correction.recalibration.kind === 'none') return { rows, own: ownThreshold(rows, folds) }
  const { maps, thresholds } = fitFolds(logits, correction, folds)
  const read = (of: Float32Array, by: (map: Correction, values: Float32Array) => Float32Array): Float32Array => {
    const out = new Float32Array(of.length)
    maps.forEach((map, fold) => {
      const own = placesOf(folds, (other) => other === fold)
      const values = by(map, pick(of, own))
      for (let i = 0; i < own.length; i++) out[own[i]] = values[i]
    })
    return out
  }
  const scores = read(logits.scores, correctScores)
  const rankedBy = read(logits.scores, rankedOf)
  const ranking = logits.ranking && read(logits.ranking, rankedOf)
  const atTop = logits.ranking && read(logits.ranking, correctScores)
  return { rows: { ...rows, scores, rankedBy, ranking, atTop }, own: byRow(folds, thresholds) }
}

function rankedOf({ undo, recalibration }: Correction, logits: Float32Array): Float32Array {
  return ranksOf(recalibration, applyUndo(undo, logits, logits))
}

/** For the rows of each fold the threshold of best F1 on the others; without folds, that of all. */
export function ownThreshold({ scores, labels }: MeasuredRows, folds: Folds): Threshold {
  return folds.count === 0 ? bestF1Threshold(scores, labels) : byRow(folds, foldThresholds(scores, labels, folds))
}

/** For each fold, the correction and the threshold that the rows of the others choose. */
function fitFolds({ scores, labels }: MeasuredRows, { undo, recalibration: { kind } }: Correction, folds: Folds) {
  const thresholds = new Float64Array(folds.count)
  const maps = Array.from(thresholds, (_, fold): Correction => {
    const others = placesOf(folds, (other) => other !== fold)
    const logits = pick(scores, others)
    const seen = Uint8Array.from(others, (row) => labels[row])
    const map = fitCorrection(kind, undo, logits, seen)
    thresholds[fold] = bestF1Threshold(correctScores(map, logits), seen)
    return map
  })
  return { maps, thresholds }
}

/** The undo, and the recalibration that these logits ask for once it is applied. */
export function fitCorrection(
  kind: Correction['recalibration']['kind'],
  undo: Correction['undo'],
  logits: Float32Array,
  labels: Uint8Array
): Correction {
  const undone = applyUndo(undo, logits, new Float32Array(logits.length))
  return { undo, recalibration: fitRecalibration(kind, undone, labels) }
}

/** The same rows with probabilities instead of logits. */
export function corrected(logits: MeasuredRows, correction: Correction): MeasuredRows {
  return {
    ...logits,
    scores: correctScores(correction, logits.scores.slice()),
    ranking: logits.ranking && correctScores(correction, logits.ranking.slice()),
  }
}

function byRow({ of }: Folds, thresholds: Float64Array): Float32Array {
  return Float32Array.from(of, (fold) => thresholds[fold])
}

function placesOf({ of }: Folds, isWanted: (fold: number) => boolean): Uint32Array {
  const places = new Uint32Array(of.length)
  let count = 0
  for (let row = 0; row < of.length; row++) if (isWanted(of[row])) places[count++] = row
  return places.subarray(0, count)
}

function pick(values: Float32Array, rows: Uint32Array): Float32Array {
  return Float32Array.from(rows, (row) => values[row])
}
