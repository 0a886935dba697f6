import type { Part } from '../metrics/basis.ts'
import type { Folds } from '../metrics/curves/fold-thresholds.ts'
import { chooseThreshold, corrected, crossFitted, type ReadRows } from './cross-fit.ts'
import { foldsOf } from './folds.ts'
import type { MeasuredRows } from './measured-rows.ts'
import type { Served } from '../runs/served.ts'
import { logitsOf } from './scorer.ts'
import type { Prepared } from './tables.ts'

const thresholds = new WeakMap<Served, Promise<number>>()

interface ReadPart extends ReadRows {
  /** Chosen on all of validation. */
  readonly threshold: number
  /** Of validation; null on test, where nothing is chosen. */
  readonly folds: Folds | null
}

/** A part's rows as a run reads them: the same as its report says. */
export async function readRun(run: Served, prepared: Prepared, part: Part): Promise<ReadPart> {
  const { draw, known, split } = prepared
  if (part === 'test') {
    const threshold = await thresholdOf(run, prepared)
    const logits = await logitsOf(run.scorer, draw, split.test)
    return { rows: corrected(logits, run.correction), own: threshold, threshold, folds: null }
  }
  const logits = await logitsOf(run.scorer, known, split.validation)
  const { folds } = foldsOf(run.spec.recipe, known.table, logits)
  const threshold = await thresholdOf(run, prepared, logits)
  return { ...crossFitted(logits, run.correction, folds), threshold, folds }
}

/** A restored run keeps no threshold: it is chosen anew, once, on the logits of validation, which are scored where they are not at hand. */
export function thresholdOf(run: Served, { known, split }: Prepared, validation?: MeasuredRows): Promise<number> {
  if (run.threshold !== null) return Promise.resolve(run.threshold)
  let chosen = thresholds.get(run)
  if (!chosen) {
    const logits = validation ? Promise.resolve(validation) : logitsOf(run.scorer, known, split.validation)
    chosen = logits.then((scored) => chooseThreshold(scored, run.correction))
    thresholds.set(run, chosen)
    chosen.catch(() => thresholds.delete(run))
  }
  return chosen
}
