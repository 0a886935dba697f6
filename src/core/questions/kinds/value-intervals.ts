import { valueIntervals as redrawn, type ValueIntervals } from '../../decisions/intervals/value-intervals.ts'
import type { ValueChoice } from '../../value/decided-rows.ts'
import type { Question } from '../question.ts'
import { lastOf } from '../steps.ts'

interface Choice extends ValueChoice {
  readonly redraws: number
  readonly seed: number
}

/** 95 % intervals of what the version's decisions are worth, from redraws of whole clusters; of labels where no truth is known. */
export const valueIntervals: Question<'valueIntervals', Choice, ValueIntervals> = {
  id: 'valueIntervals',
  label: 'redrawing values',
  async ask(part, { kind, unit, settings, redraws, seed, expected = false }, host) {
    const asked = await part.decided({ kind, unit, settings })
    const outcome = expected && asked.decided.rows.truth ? 'truth' : 'labels'
    return lastOf(redrawn(asked, { outcome, redraws, seed }), host)
  },
}
