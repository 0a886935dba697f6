import type { ValueChoice, ValueReport } from '../../value/report.ts'
import type { Question } from '../question.ts'

/** What the version's decisions are worth under some settings. */
export const value: Question<'value', ValueChoice, ValueReport> = {
  id: 'value',
  label: 'valuing',
  async ask(part, { kind, unit, settings }) {
    const report = await part.value({ kind, unit, settings })
    if (!report) throw new Error(`no ${kind} on these rows: nothing of that kind is decided here`)
    return report
  },
}
