import type { Basis } from '../core/metrics/basis.ts'
import type { AnswerOf, ChoiceOf, QuestionId } from '../core/questions/kinds/index.ts'
import type { RunReport } from '../core/training/run.ts'
import type { RunState } from './run.svelte.ts'

/** What a question about a run came to: under way, an answer, or one plain line why there is none. */
export interface Asked<T> {
  readonly answer: T | null
  readonly problem: string | null
}

/** An answer belongs to a report, not to a run: trees wound back have another, and what was asked before tells nothing of it. */
export interface Answer<Id extends QuestionId> {
  readonly report: RunReport
  readonly basis: Basis
  readonly choice: ChoiceOf<Id>
  readonly asked: Asked<AnswerOf<Id>>
}

export type Answers = { readonly [Id in QuestionId]?: readonly Answer<Id>[] }

export function answerTo<Id extends QuestionId>(
  answers: readonly Answer<Id>[] | undefined,
  run: RunState,
  basis: Basis
): Answer<Id> | null {
  return answers?.find((one) => isTo(one, run.report, basis)) ?? null
}

export function withAnswer<Id extends QuestionId>(
  answers: readonly Answer<Id>[] = [],
  answer: Answer<Id>
): readonly Answer<Id>[] {
  return [...answers.filter((one) => !isTo(one, answer.report, answer.basis)), answer]
}

function isTo(
  { report, basis }: Pick<Answer<QuestionId>, 'report' | 'basis'>,
  of: RunReport | null,
  { part, expected }: Basis
): boolean {
  return report === of && basis.part === part && basis.expected === expected
}
