import type { Draw } from '../kernel/table.ts'
import type { Measured } from '../metrics/metric.ts'
import { treatmentSettings } from '../models/treatment-knobs.ts'
import type { Correction, RunReport, Uncorrected, VersionSpec } from '../training/run.ts'
import type { Ended } from '../runs/versions.ts'
import type { LabHost, MetricChoice } from './contract.ts'
import { clustersOf } from './clusters.ts'
import { fitCorrection, NO_CORRECTION, readParts, type ReadParts, type ReadRows } from './cross-fit.ts'
import { edgesOf } from '../scoring/edges.ts'
import { excessOn } from './excess.ts'
import type { Fitted } from '../scoring/fitted.ts'
import { foldsOf } from './folds.ts'
import { levelledUndo } from './level.ts'
import { measureRows } from './measured-rows.ts'
import { countUnreported, crossFitNotes, unreportedNotes } from './notes.ts'
import { offLevelOf } from './off-level.ts'
import { partReport, uncorrectedBins } from './part-report.ts'
import type { Scorer } from '../scoring/scorer.ts'
import { logitsOf, readerFrom, scoreInto } from './scorer.ts'
import type { Prepared } from './tables.ts'
import { valueOf } from './value.ts'

interface Measurement {
  readonly host: LabHost
  readonly spec: VersionSpec
  readonly fitted: Fitted
  readonly scorer: Scorer
  readonly prepared: Prepared
  readonly choice: MetricChoice
  readonly trained: Ended
  readonly notes: readonly string[]
  readonly flopsPerRow?: number
}

/** What a run comes to: its scores are read on validation and, where it ended by itself, on test. */
export async function runReport(ended: Measurement): Promise<RunReport & { readonly correction: Correction }> {
  const { host, spec, fitted, prepared, trained } = ended
  /** Not known for an imported model: its scores are used unchanged. */
  const settings = spec.settings ?? {}
  const { ending, checkpoint, rowsPerSecond } = trained
  const { known, draw, split } = prepared
  const validation = await scored(ended, ended.scorer, known, split.validation)
  const undo = await levelledUndo(settings, fitted, prepared, (rows) => scoreInto(ended.scorer, known.table, rows))
  const { recalibrate } = treatmentSettings(settings)
  const correction = fitCorrection(recalibrate, undo, validation.logits.scores, validation.logits.labels)
  const hasTest = split.test.length > 0 && (ending.reason === 'finished' || ending.reason === 'early stop')
  const reader = readerFrom(ended.scorer, () => edgesOf(validation.logits, [correction, NO_CORRECTION]))
  const test = hasTest ? await scored(ended, reader, draw, split.test) : null
  host.busy('measuring', 60_000)
  const { folds, unit } = foldsOf(spec.recipe, known.table, validation.logits)
  const logits = { validation: validation.logits, test: test?.logits ?? null, folds }
  const read = readParts(logits, correction)
  const parts = {
    validation: partReport(read.validation, read.threshold),
    test: read.test && partReport(read.test, read.threshold),
  }
  const { rows } = read.validation
  const clusters = clustersOf(known.table, rows.rows)
  const { positives } = parts.validation
  const unreported = countUnreported(known.table.label, draw.table.label, split.validation)
  const offLevel = offLevelOf({ ...rows, clusters, unreported, settings })
  const notes = [
    ...ended.notes,
    ...crossFitNotes({ folds, unit, positives, isRecalibrated: recalibrate !== 'none' }),
    ...unreportedNotes(unreported, positives),
  ]
  return {
    id: spec.id,
    engine: spec.engine ?? null,
    ending,
    rowsSeen: checkpoint.rowsSeen,
    bestRowsSeen: checkpoint.best?.rowsSeen ?? checkpoint.rowsSeen,
    threshold: read.threshold,
    ...measured(ended, read),
    crossFit: { folds: folds.count, unit },
    curves: parts.validation.labelled.curves,
    parts,
    excess: read.test ? excessOn(read.test.rows, draw.table) : [],
    ...valuesOf(ended, read),
    trainRowsPerSecond: rowsPerSecond,
    scoreRowsPerSecond: (reader.by ? validation : (test ?? validation)).rowsPerSecond,
    ...(reader.by && { scoredBy: reader.by }),
    ...(ended.flopsPerRow !== undefined && { flopsPerRow: ended.flopsPerRow }),
    checkpoint,
    correction,
    uncorrected: corrects(correction) ? uncorrectedOf(ended, readParts(logits, NO_CORRECTION)) : null,
    trained: fitted.trained,
    resolved: fitted.resolved,
    ...(offLevel && { offLevel }),
    ...(notes.length > 0 && { notes }),
  }
}

function valuesOf(
  { choice: { value }, prepared: { world, known, draw } }: Measurement,
  { validation, test }: ReadParts
) {
  const read = {
    validation: valueOf(validation, { world, table: known.table }, value),
    test: test && valueOf(test, { world, table: draw.table }, value),
  }
  return read.validation && { value: { ...read, validation: read.validation } }
}

/** Rows with one logit each, as the model came out of training. */
async function scored({ host }: Measurement, scorer: Pick<Scorer, 'logits'>, draw: Draw, rows: Uint32Array) {
  const started = host.now()
  const logits = await logitsOf(scorer, draw, rows)
  const scores = logits.rows.length * (logits.ranking ? 2 : 1)
  return { logits, rowsPerSecond: Math.round((1000 * scores) / Math.max(1, host.now() - started)) }
}

function corrects({ undo, recalibration }: Correction): boolean {
  return undo.kind !== 'identity' || recalibration.kind !== 'none'
}

function measured({ host, choice, fitted: { baseRate } }: Measurement, { validation, test }: ReadParts) {
  const tell = ({ rows, own }: ReadRows): Measured => {
    host.busy('measuring', 60_000)
    return measureRows(rows, { ...choice, threshold: own, baseRate })
  }
  return { validation: tell(validation), test: test && tell(test) }
}

function uncorrectedOf(ended: Measurement, read: ReadParts): Uncorrected {
  const parts = { validation: uncorrectedBins(read.validation), test: read.test && uncorrectedBins(read.test) }
  return {
    ...measured(ended, read),
    calibration: parts.validation.labelled,
    threshold: read.threshold,
    parts,
  }
}
