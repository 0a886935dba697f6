import { csvCell } from '../../datasets/exports/csv-cell.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { scenarios } from '../scenarios/stories/index.ts'
import type { RunState } from '../state/run.svelte.ts'

/** One line per finished run: who, on what, and every metric with its limits, on test and on validation. */
export function resultsCsv(runs: readonly RunState[]): Blob {
  const rows = runs.map(rowOf)
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  return new Blob([lines.map((line) => line.map((cell) => csvCell(String(cell))).join(',')).join('\n'), '\n'], {
    type: 'text/csv',
  })
}

export function resultsJson(lab: LabDocument, runs: readonly RunState[]): Blob {
  const content = {
    lab: { ...lab, file: undefined },
    runs: runs.map((run) => ({ ...describe(run), ...measured(run) })),
  }
  return new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
}

function describe(run: RunState) {
  const { model, lane, settings, recipe } = run.spec
  return {
    label: run.label,
    model,
    lane,
    settings,
    scenario: scenarios.find(({ dataset }) => dataset === recipe.dataset)?.id ?? recipe.dataset,
    seed: recipe.seed,
    ...(recipe.file && { file: recipe.file.name }),
    world: recipe.settings,
    split: recipe.split,
    engine: run.report?.engine ?? run.spec.engine,
    ending: run.report?.ending ?? null,
    rowsSeen: run.rowsSeen,
    trainRowsPerSecond: run.report?.trainRowsPerSecond ?? null,
    scoreRowsPerSecond: run.report?.scoreRowsPerSecond ?? null,
    threshold: run.report?.threshold ?? null,
  }
}

function measured(run: RunState) {
  return {
    test: run.report?.test ?? null,
    validation: run.report?.validation ?? null,
    limits: { test: run.data.test, validation: run.data.validation },
  }
}

function rowOf(run: RunState): Record<string, string | number> {
  const facts = describe(run)
  const row: Record<string, string | number> = {
    scenario: facts.scenario,
    label: facts.label,
    model: facts.model,
    ...(facts.file !== undefined && { file: facts.file }),
    seed: facts.seed,
    engine: facts.engine,
    ending: facts.ending?.reason ?? run.status,
    rowsSeen: facts.rowsSeen,
    trainRowsPerSecond: Math.round(facts.trainRowsPerSecond ?? 0),
  }
  for (const [group, settings] of Object.entries({ world: facts.world, split: facts.split, model: facts.settings }))
    for (const [id, value] of Object.entries(settings)) row[`${group}.${id}`] = String(value)
  const { test, validation, limits } = measured(run)
  for (const [part, values] of Object.entries({ test, validation }))
    for (const [kind, metrics] of Object.entries(values ?? {}))
      for (const [key, value] of Object.entries(metrics as Record<string, number | null>))
        row[`${part}.${kind}.${key}`] = value ?? 'n/a'
  const ceiling = (limits.test ?? limits.validation).ceiling
  for (const [key, value] of Object.entries(ceiling?.sampled ?? {})) row[`ceiling.sampled.${key}`] = value ?? 'n/a'
  for (const [key, value] of Object.entries(ceiling?.expected ?? {})) row[`ceiling.expected.${key}`] = value ?? 'n/a'
  const { columns } = limits.test ?? limits.validation
  if (columns) {
    for (const [key, value] of Object.entries(columns.measured.expected)) row[`columns.expected.${key}`] = value ?? 'n/a'
    row['columns.settled'] = String(columns.settled)
    row['columns.rows'] = columns.rows ?? 'exact'
  }
  return row
}
