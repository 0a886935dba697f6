import type { IntervalReport, IntervalSpec } from '../../decisions/contract.ts'
import { intervalsOf } from '../../decisions/report.ts'
import type { Question } from '../question.ts'
import { lastOf } from '../steps.ts'

/** 95 % intervals from redraws of whole clusters. */
export const intervals: Question<'intervals', Omit<IntervalSpec, 'part'>, IntervalReport> = {
  id: 'intervals',
  label: 'redrawing',
  async ask(part, spec, host) {
    const { rows, unit } = await part.judged()
    return lastOf(intervalsOf(rows, spec, unit), host)
  },
}
