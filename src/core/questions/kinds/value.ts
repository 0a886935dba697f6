import type { ValueChoice } from '../../value/decided-rows.ts'
import { valueReportOf, type ValueReport } from '../../value/report.ts'
import type { Question } from '../question.ts'

/** What the version's decisions are worth under some settings. */
export const value: Question<'value', ValueChoice, ValueReport> = {
  id: 'value',
  label: 'valuing',
  async ask(part, { kind, unit, settings }) {
    const choice = { kind, unit, settings }
    return valueReportOf((await part.decided(choice)).decided, choice)
  },
}
