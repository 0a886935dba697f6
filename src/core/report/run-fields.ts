import type { EngineId } from '../engines/index.ts'
import type { RunReport } from '../training/run.ts'

/** Who trained a model and who scored its test, as every file says it; before its end, the engine that was asked for. */
export function scorersOf(report: Pick<RunReport, 'engine' | 'scoredBy'> | null, asked: EngineId | null = null) {
  return {
    engine: report?.engine ?? asked,
    /** Who scored test, and why, where the table is so large that a GPU might have; else the engine scored it. */
    testScoredBy: report?.scoredBy ?? null,
  }
}

/** Rows a second, as every file says them; null before its end. */
export function ratesOf(report: Pick<RunReport, 'trainRowsPerSecond' | 'scoreRowsPerSecond'> | null) {
  return {
    trainRowsPerSecond: report?.trainRowsPerSecond ?? null,
    scoreRowsPerSecond: report?.scoreRowsPerSecond ?? null,
  }
}
