import type { Decision } from '../../decisions/contract.ts'
import { decisionOf } from '../../decisions/report.ts'
import type { Question } from '../question.ts'

/** Curves that costs, capacity and gains are read off. */
export const decide: Question<'decide', object, Decision> = {
  id: 'decide',
  label: 'counting',
  ask: async (part, spec) => decisionOf((await part.judged()).rows, spec),
}
