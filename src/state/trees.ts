import type { Measured } from '../core/metrics/metric.ts'
import { ensembleOf, type Ensemble } from '../core/trees/ensemble.ts'
import type { RunState } from './run.svelte.ts'

/** What validation rows said after a round. */
export interface RoundEvaluation {
  /** Rounds so far, from 1. */
  readonly round: number
  readonly validation: Measured
}

/** All trees of a run that has ended, those beyond the rounds that count too; null of a network, and before the end. */
export function treesOf({ report }: RunState): Ensemble | null {
  // A recording carries no checkpoint.
  const state = report?.checkpoint?.state
  const ensemble = state ? ensembleOf(state) : null
  return ensemble && ensemble.trees.length > 0 ? ensemble : null
}

/** Rounds of a run that has ended, where earlier ones are models of their own; 0 of any other. */
export function roundsOf({ report, learner }: RunState): number {
  const state = report?.checkpoint?.state
  return state && learner.isState(state) ? (learner.rewinds?.roundsOf(state) ?? 0) : 0
}

/** How many rounds the run's pictures are of. */
export function keptRounds(run: RunState): number {
  const rounds = roundsOf(run)
  if (!run.report?.rowsSeen) return rounds
  return Math.round((rounds * run.report.bestRowsSeen) / run.report.rowsSeen)
}

/** What validation said of its rounds; an epoch of trees is a round. */
export function roundHistory(run: RunState): readonly RoundEvaluation[] {
  return run.evaluations.map(({ epoch, validation }) => ({ round: epoch, validation }))
}
