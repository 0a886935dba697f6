import type { Part } from '../metrics/basis.ts'
import { chooseThreshold, corrected, crossFitted, type ReadRows } from './cross-fit.ts'
import { foldsOf } from './folds.ts'
import { gatherRows, type MeasuredRows } from './measured-rows.ts'
import type { Served } from './runs.ts'
import { scoreInto } from './scorer.ts'
import type { Prepared } from './tables.ts'

const thresholds = new WeakMap<Served, Promise<number>>()

/** A part's rows as a run reads them, with the threshold that it chose on all of validation: the same as its report says. */
export async function readRun(
  run: Served,
  prepared: Prepared,
  part: Part
): Promise<ReadRows & { readonly threshold: number }> {
  const { draw, known, split } = prepared
  const threshold = await thresholdOf(run, prepared)
  if (part === 'test') {
    const logits = await scored(run, draw, split.test)
    return { rows: corrected(logits, run.correction), own: threshold, threshold }
  }
  const logits = await scored(run, known, split.validation)
  const { folds } = foldsOf(run.spec.recipe, known.table, logits)
  return { ...crossFitted(logits, run.correction, folds), threshold }
}

/** A restored run keeps no threshold: it is chosen anew, once, on the same rows. */
export function thresholdOf(run: Served, { known, split }: Prepared): Promise<number> {
  if (run.threshold !== null) return Promise.resolve(run.threshold)
  let chosen = thresholds.get(run)
  if (!chosen) {
    chosen = scored(run, known, split.validation).then((logits) => chooseThreshold(logits, run.correction))
    thresholds.set(run, chosen)
    chosen.catch(() => thresholds.delete(run))
  }
  return chosen
}

async function scored({ scorer }: Served, draw: Prepared['draw'], rows: Uint32Array): Promise<MeasuredRows> {
  const logits = gatherRows(draw, rows)
  await scoreInto(scorer, draw.table, logits)
  return logits
}
