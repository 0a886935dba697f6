import type { AskedOn, Question } from '../question.ts'
import { crossFit } from './cross-fit.ts'
import { decide } from './decide.ts'
import { examples } from './examples.ts'
import { intervals } from './intervals.ts'
import { predict } from './predict.ts'
import { slices } from './slices.ts'
import { value } from './value.ts'
import { valueIntervals } from './value-intervals.ts'
import { why } from './why.ts'

export const questions = [decide, slices, examples, why, intervals, predict, value, valueIntervals, crossFit] as const

type Kind = (typeof questions)[number]
export type QuestionId = Kind['id']
type KindOf<Id extends QuestionId> = Extract<Kind, { readonly id: Id }>

/** The options of a question, beside the rows it is asked on. */
export type ChoiceOf<Id extends QuestionId> = KindOf<Id> extends Question<Id, infer Choice, unknown> ? Choice : never
export type SpecOf<Id extends QuestionId> = ChoiceOf<Id> & AskedOn
export type AnswerOf<Id extends QuestionId> = Awaited<ReturnType<KindOf<Id>['ask']>>

/** @throws one line where there is no such question */
export function questionOf<Id extends QuestionId>(id: Id): Question<Id, ChoiceOf<Id>, AnswerOf<Id>> {
  const kind = questions.find((one) => one.id === id)
  if (!kind) throw new Error(`unknown question: ${id}; expected ${questions.map((one) => one.id).join(', ')}`)
  return kind as unknown as Question<Id, ChoiceOf<Id>, AnswerOf<Id>>
}
