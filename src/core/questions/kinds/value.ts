import type { ValueChoice, ValueReport } from '../../value/report.ts'
import type { Question } from '../question.ts'

/** What the decisions of a version are worth, under these settings. */
export const value: Question<'value', ValueChoice, ValueReport> = {
  id: 'value',
  label: 'valuing decisions',
  async ask(asked, { part: _part, expected: _expected, ...choice }) {
    const report = await asked.value(choice)
    if (!report) throw new Error(`no ${choice.kind} on these rows: nothing of that kind is decided here`)
    return report
  },
}
