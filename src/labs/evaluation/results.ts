import { csvCell } from '../../../datasets/exports/csv-cell.ts'
import { resultOf, type ResultPlace } from '../../core/report/results.ts'
import { resultsTable } from '../../core/report/results-table.ts'
import type { LabDocument } from '../../scenarios/document.ts'
import { sections } from '../../scenarios/sections/index.ts'
import type { Section } from '../../scenarios/sections/section.ts'
import { scenarioOf, scenarios } from '../../scenarios/stories/index.ts'
import type { RunState } from '../../state/run.svelte.ts'

/** One line per finished run: who, on what, and every metric on test and on validation, with the limits on the same rows. */
export function resultsCsv(lab: LabDocument, runs: readonly RunState[]): Blob {
  const lines = resultsTable(runs.map((run) => [run, placeOf(run, lab)]))
  return new Blob([lines.map((line) => line.map((cell) => csvCell(String(cell))).join(',')).join('\n'), '\n'], {
    type: 'text/csv',
  })
}

export function resultsJson(lab: LabDocument, runs: readonly RunState[]): Blob {
  const content = {
    lab: { ...lab, file: undefined },
    runs: runs.map((run) => resultOf(run, placeOf(run, lab))),
  }
  return new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
}

function placeOf({ spec: { recipe } }: RunState, lab: LabDocument): ResultPlace {
  return {
    scenario: scenarioOn(recipe.dataset, lab),
    rowSettings: Object.fromEntries(
      sections.flatMap(({ id, recipe: field }: Section) => (field ? [[id, recipe[field]] as const] : []))
    ),
  }
}

/** The open scenario, where the rows are of its world; else the first that has such rows. */
function scenarioOn(dataset: string, { scenario }: LabDocument): string {
  if (scenarioOf(scenario).dataset === dataset) return scenario
  return scenarios.find((one) => one.dataset === dataset)?.id ?? dataset
}
