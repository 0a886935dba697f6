import type { Why } from '../explained.ts'
import type { Question } from '../question.ts'

/** Why a row of the table has its score. */
export const why: Question<'why', { readonly row: number }, Why> = {
  id: 'why',
  label: 'explaining a row',
  ask: (part, { row }) => part.explain(row),
}
