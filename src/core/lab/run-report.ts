import type { Draw } from '../kernel/table.ts'
import type { Measured } from '../metrics/metric.ts'
import { flopsPerRow } from '../networks/flops.ts'
import { treatmentSettings } from '../models/treatment-knobs.ts'
import type { Correction, RunReport, RunSpec, Uncorrected } from '../training/run.ts'
import type { Trained } from '../training/train.ts'
import type { LabHost, MetricChoice } from './contract.ts'
import { fitCorrection, PLAIN, readParts, type ReadParts, type ReadRows } from './cross-fit.ts'
import { excessOn } from './excess.ts'
import type { Fitted } from './fitted.ts'
import { foldsOf } from './folds.ts'
import { gatherRows, measureRows } from './measured-rows.ts'
import { crossFitNotes } from './notes.ts'
import { partReport, uncorrectedBins } from './part-report.ts'
import { scoreInto, type Scorer } from './scorer.ts'
import type { Prepared } from './tables.ts'

interface Ended {
  readonly host: LabHost
  readonly spec: RunSpec
  readonly fitted: Fitted
  readonly scorer: Scorer
  readonly prepared: Prepared
  readonly choice: MetricChoice
  readonly trained: Trained
  readonly notes: readonly string[]
}

/** What a run comes to: its scores are read on validation and, where it ended by itself, on test. */
export async function runReport(ended: Ended): Promise<RunReport & { readonly correction: Correction }> {
  const { host, spec, fitted, prepared, trained } = ended
  const { ending, checkpoint, rowsPerSecond } = trained
  const { known, draw, split } = prepared
  const validation = await scored(ended, known, split.validation)
  const correction = correctionOf(spec, fitted, validation.logits.scores, validation.logits.labels)
  const hasTest = split.test.length > 0 && (ending.reason === 'finished' || ending.reason === 'early stop')
  const test = hasTest ? await scored(ended, draw, split.test) : null
  const { folds, unit } = foldsOf(spec.recipe, known.table, validation.logits)
  const logits = { validation: validation.logits, test: test?.logits ?? null, folds }
  host.busy('measuring', 60_000)
  const read = readParts(logits, correction)
  const parts = {
    validation: partReport(read.validation, read.threshold),
    test: read.test && partReport(read.test, read.threshold),
  }
  const notes = [...ended.notes, ...crossFitNotes(folds, unit)]
  return {
    id: spec.id,
    engine: spec.engine,
    ending,
    rowsSeen: checkpoint.rowsSeen,
    bestRowsSeen: checkpoint.best?.rowsSeen ?? checkpoint.rowsSeen,
    threshold: read.threshold,
    ...measured(ended, read),
    crossFit: { folds: folds.count, unit },
    curves: parts.validation.labelled.curves,
    parts,
    ...(read.test && { excess: excessOn(read.test.rows, draw.table) }),
    trainRowsPerSecond: rowsPerSecond,
    scoreRowsPerSecond: (test ?? validation).rowsPerSecond,
    ...(fitted.sort === 'network' && { flopsPerRow: flopsPerRow(fitted.network) }),
    checkpoint,
    correction,
    uncorrected: corrects(correction) ? uncorrectedOf(ended, readParts(logits, PLAIN)) : null,
    trained: fitted.trained,
    resolved: fitted.resolved,
    ...(notes.length > 0 && { notes }),
  }
}

/** Rows with one logit each, as the model came out of training. */
async function scored({ host, scorer }: Ended, draw: Draw, rows: Uint32Array) {
  const logits = gatherRows(draw, rows)
  const started = host.now()
  await scoreInto(scorer, draw.table, logits)
  const scores = logits.rows.length * (logits.ranking ? 2 : 1)
  return { logits, rowsPerSecond: Math.round((1000 * scores) / Math.max(1, host.now() - started)) }
}

/** What undoes the treatment and, fitted on validation, recalibrates: as far as the settings ask for it. */
function correctionOf({ settings }: RunSpec, fitted: Fitted, logits: Float32Array, labels: Uint8Array): Correction {
  const { undo: undoes, recalibrate } = treatmentSettings(settings)
  return fitCorrection(recalibrate, (undoes && fitted.undo) || PLAIN.undo, logits, labels)
}

function corrects({ undo, recalibration }: Correction): boolean {
  return undo.kind !== 'identity' || recalibration.kind !== 'none'
}

function measured({ host, choice, fitted: { baseRate } }: Ended, { validation, test }: ReadParts) {
  const tell = ({ rows, own }: ReadRows): Measured => {
    host.busy('measuring', 60_000)
    return measureRows(rows, { ...choice, threshold: own, baseRate })
  }
  return { validation: tell(validation), test: test && tell(test) }
}

function uncorrectedOf(ended: Ended, read: ReadParts): Uncorrected {
  const parts = { validation: uncorrectedBins(read.validation), test: read.test && uncorrectedBins(read.test) }
  return {
    ...measured(ended, read),
    calibration: parts.validation.labelled,
    threshold: read.threshold,
    parts,
  }
}
