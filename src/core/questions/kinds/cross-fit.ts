import type { OwnCounts } from '../../decisions/contract.ts'
import { crossFittedCounts } from '../../decisions/cross-fitted.ts'
import type { Rule } from '../../decisions/choose.ts'
import type { Question } from '../question.ts'

/** Counts at thresholds that a rule chooses on validation, on the rows not used for the choice; `counts` are null where they cannot be computed. */
export const crossFit: Question<'crossFit', { readonly rule: Rule }, { readonly counts: OwnCounts | null }> = {
  id: 'crossFit',
  label: 'choosing in folds',
  async ask(part, { rule, expected = false }, host) {
    const { rows, folds } = await part.judged()
    if (!folds) return { counts: null }
    host.busy()
    return { counts: crossFittedCounts(rows, folds, rule, expected && rows.truth ? rows.truth : rows.labels) }
  },
}
