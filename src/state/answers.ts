import type { DecisionPart } from '../core/decisions/contract.ts'
import type { RunReport } from '../core/training/run.ts'
import type { RunState } from './run.svelte.ts'

/** What a question about a run came to: under way, an answer, or one plain line why there is none. */
export interface Asked<T> {
  readonly answer: T | null
  readonly problem: string | null
}

/** An answer belongs to a report, not to a run: trees wound back have another, and what was asked before tells nothing of it. */
export interface Answer<T> {
  readonly report: RunReport
  readonly part: DecisionPart
  readonly asked: Asked<T>
}

export function answerTo<T>(answers: readonly Answer<T>[], run: RunState, part: DecisionPart): Asked<T> | null {
  return answers.find((one) => one.report === run.report && one.part === part)?.asked ?? null
}

export function withAnswer<T>(answers: readonly Answer<T>[], answer: Answer<T>): readonly Answer<T>[] {
  const { report, part } = answer
  return [...answers.filter((one) => one.report !== report || one.part !== part), answer]
}
