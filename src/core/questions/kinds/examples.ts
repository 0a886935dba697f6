import type { ExampleReport, ExampleSpec } from '../../decisions/contract.ts'
import { examplesOf } from '../../decisions/examples.ts'
import { cellsOf, columnNames } from '../cells.ts'
import type { Question } from '../question.ts'

/** Rows of one cell of the confusion matrix. */
export const examples: Question<'examples', Omit<ExampleSpec, 'part'>, ExampleReport> = {
  id: 'examples',
  label: 'opening rows',
  async ask(part, spec) {
    const { table, at, rows } = await part.judged()
    const threshold = spec.threshold ?? rows.own
    const { rows: places, total } = examplesOf(rows, { ...spec, threshold })
    return {
      spec,
      total,
      columns: columnNames(table),
      rows: Array.from(places, (place) => ({
        row: at[place],
        score: rows.scores[place],
        threshold: typeof threshold === 'number' ? threshold : threshold[place],
        label: rows.labels[place],
        cells: cellsOf(table, at[place]),
      })),
    }
  },
}
