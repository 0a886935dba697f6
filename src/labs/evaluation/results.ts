import { csvCell } from '../../../datasets/exports/csv-cell.ts'
import { resultOf, type Result } from '../../core/report/results.ts'
import { resultsTable } from '../../core/report/results-table.ts'
import type { LabDocument } from '../../scenarios/document.ts'
import { scenarios } from '../../scenarios/stories/index.ts'
import type { RunState } from '../../state/run.svelte.ts'

/** One line per finished run: who, on what, and every metric on test and on validation, with the limits on the same rows. */
export function resultsCsv(runs: readonly RunState[]): Blob {
  const lines = resultsTable(runs.map((run) => [resultIn(run), run.status]))
  return new Blob([lines.map((line) => line.map((cell) => csvCell(String(cell))).join(',')).join('\n'), '\n'], {
    type: 'text/csv',
  })
}

export function resultsJson(lab: LabDocument, runs: readonly RunState[]): Blob {
  const content = { lab: { ...lab, file: undefined }, runs: runs.map(resultIn) }
  return new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
}

function resultIn(run: RunState): Result {
  const { dataset } = run.spec.recipe
  return resultOf(run, scenarios.find((scenario) => scenario.dataset === dataset)?.id ?? dataset)
}
