import type { Basis } from '../core/metrics/basis.ts'
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
  readonly basis: Basis
  readonly asked: Asked<T>
}

export function answerTo<T>(answers: readonly Answer<T>[], run: RunState, basis: Basis): Asked<T> | null {
  return answers.find((one) => isTo(one, run.report, basis))?.asked ?? null
}

export function withAnswer<T>(answers: readonly Answer<T>[], answer: Answer<T>): readonly Answer<T>[] {
  return [...answers.filter((one) => !isTo(one, answer.report, answer.basis)), answer]
}

export function isTo<T>(answer: Answer<T>, report: RunReport | null, { part, expected }: Basis): boolean {
  return answer.report === report && answer.basis.part === part && answer.basis.expected === expected
}
