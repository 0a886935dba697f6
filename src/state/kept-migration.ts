import { pointAt } from '../core/metrics/curves/point.ts'
import type { Origin } from '../core/runs/version.ts'
import type { Checkpoint, PartReport, RunReport, Uncorrected } from '../core/training/run.ts'
import { ensembleOf } from '../core/trees/ensemble.ts'
import { readRecipe } from '../core/training/recipe-key.ts'
import { SHAPE, type KeptRun } from './kept-run.ts'

/** Lanes of imported models were named so, and their specs and reports held values that were not known. */
const IMPORTED = 'imported:'

/** A run as any earlier version of the page kept it. */
type EarlierRun = Omit<KeptRun, 'shape' | 'origin' | 'rewoundTo' | 'lookedAtTest' | 'report'> & {
  readonly lookedAtTest?: boolean
  readonly report: EarlierReport | null
}

type Added = 'crossFit' | 'parts' | 'excess' | 'correction' | 'uncorrected' | 'trained' | 'resolved'

type EarlierReport = Omit<RunReport, Added> &
  Partial<Pick<RunReport, Exclude<Added, 'uncorrected'>>> & {
    readonly uncorrected?: (Omit<Uncorrected, 'threshold' | 'parts'> & Partial<Uncorrected>) | null
  }

/**
 * A run of an earlier visit as it is kept now, whatever shape it was kept in; one that has it already stays as it is. What was not kept
 * then is null or empty. What is no run at all comes out as one that `isKeptRun` refuses, or throws.
 */
export function migratedRun(record: unknown): unknown {
  const earlier = record as EarlierRun & { readonly shape?: number }
  if (earlier.shape === SHAPE) return earlier
  const { lane = '' } = earlier.spec
  const recipe = readRecipe(earlier.spec.recipe)
  const isImported = lane.startsWith(IMPORTED)
  const origin: Origin = isImported
    ? { kind: 'imported', format: 'xgboost', file: lane.slice(IMPORTED.length) }
    : { kind: 'trained', run: earlier.id, seed: recipe.seed }
  const report = earlier.report && migratedReport(earlier.report)
  return {
    ...earlier,
    shape: SHAPE,
    origin,
    spec: isImported ? { id: earlier.spec.id, recipe } : { ...earlier.spec, recipe },
    lookedAtTest: earlier.lookedAtTest ?? false,
    rewoundTo: report?.checkpoint ? rewoundTo(report.checkpoint) : null,
    report: report && isImported ? asImported(report) : report,
  } satisfies KeptRun
}

function migratedReport(report: EarlierReport): RunReport {
  const { uncorrected, threshold } = report
  return {
    ...report,
    crossFit: report.crossFit ?? null,
    parts: report.parts ?? { validation: validationOf(report), test: null },
    excess: report.excess ?? [],
    correction: report.correction ?? { undo: { kind: 'identity' }, recalibration: { kind: 'none' } },
    uncorrected: uncorrected
      ? {
          ...uncorrected,
          // It was cut at the corrected threshold then.
          threshold: uncorrected.threshold ?? threshold,
          parts: uncorrected.parts ?? {
            validation: { labelled: uncorrected.calibration, expected: null },
            test: null,
          },
        }
      : null,
    trained: report.trained ?? null,
    resolved: report.resolved ?? null,
  }
}

/** Curves were of validation against labels, cut where the run cuts them. */
function validationOf({ curves, threshold }: EarlierReport): PartReport {
  const { positives, negatives } = curves.thresholds
  const own = pointAt(curves.thresholds, threshold).counts
  return { rows: positives + negatives, positives, labelled: { curves, own }, expected: null }
}

/** Trees that a person wound back had a best place without a loss. */
function rewoundTo({ state, best, rowsSeen }: Checkpoint): number | null {
  const trees = ensembleOf(state)?.trees
  if (!trees || best?.loss !== Infinity) return null
  return Math.round((trees.length * best.rowsSeen) / rowsSeen)
}

function asImported(report: RunReport): RunReport {
  return { ...report, engine: null, trainRowsPerSecond: null, trained: null, resolved: null }
}
