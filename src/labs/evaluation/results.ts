import { csvCell } from '../../../datasets/exports/csv-cell.ts'
import type { Settings } from '../../core/kernel/knobs.ts'
import type { Part } from '../../core/metrics/basis.ts'
import type { Measured } from '../../core/metrics/metric.ts'
import type { Recipe } from '../../core/training/run.ts'
import type { LabDocument } from '../../scenarios/document.ts'
import { sections } from '../../scenarios/sections/index.ts'
import type { Section } from '../../scenarios/sections/section.ts'
import { scenarioOf, scenarios } from '../../scenarios/stories/index.ts'
import type { RunState } from '../../state/run.svelte.ts'

/** One line per finished run: who, on what, and every metric on test and on validation, with the limits on the same rows. */
export function resultsCsv(lab: LabDocument, runs: readonly RunState[]): Blob {
  const rows = runs.map((run) => rowOf(lab, run))
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  return new Blob([lines.map((line) => line.map((cell) => csvCell(String(cell))).join(',')).join('\n'), '\n'], {
    type: 'text/csv',
  })
}

export function resultsJson(lab: LabDocument, runs: readonly RunState[]): Blob {
  const content = {
    lab: { ...lab, file: undefined },
    runs: runs.map((run) => ({ ...describe(lab, run), ...measured(run) })),
  }
  return new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
}

function describe(lab: LabDocument, run: RunState) {
  const { model, lane, settings, recipe } = run.spec
  return {
    label: run.label,
    /** The model as something that can serve: one of its first so many rounds is a version of its own. */
    version: run.version && { id: run.version.id, name: run.name, origin: run.version.origin },
    /** null where nobody here knows, as of a model trained elsewhere. */
    ...{ model: model ?? null, lane: lane ?? null, settings: settings ?? null },
    origin: run.origin,
    scenario: scenarioOn(recipe.dataset, lab),
    seed: recipe.seed,
    ...(recipe.file && { file: recipe.file.name }),
    ...rowSettingsOf(recipe),
    engine: run.report?.engine ?? run.spec.engine ?? null,
    /** Who scored test, and why, where the table is so large that a GPU might have; else the engine scored it. */
    testScoredBy: run.report?.scoredBy ?? null,
    ending: run.report?.ending ?? null,
    rowsSeen: run.rowsSeen,
    trainRowsPerSecond: run.report?.trainRowsPerSecond ?? null,
    scoreRowsPerSecond: run.report?.scoreRowsPerSecond ?? null,
    threshold: run.report?.threshold ?? null,
    lookedAtTest: run.lookedAtTest,
    restsOn: { test: groundOf(run.report, 'test'), validation: groundOf(run.report, 'validation') },
  }
}

/** The open scenario, where the rows are of its world; else the first that has such rows. */
function scenarioOn(dataset: string, { scenario }: LabDocument): string {
  if (scenarioOf(scenario).dataset === dataset) return scenario
  return scenarios.find((one) => one.dataset === dataset)?.id ?? dataset
}

/** What its rows follow from, by section. */
function rowSettingsOf(recipe: Recipe): Readonly<Record<string, Settings>> {
  return Object.fromEntries(
    sections.flatMap(({ id, recipe: field }: Section) => (field ? [[id, recipe[field]] as const] : []))
  )
}

/** Metrics of each part beside both ceilings and the trivial on the same rows; a part that was not read has neither. */
function measured({ report, data }: RunState) {
  const [test, validation] = [report?.test ?? null, report?.validation ?? null]
  return {
    test,
    validation,
    // A report is of all validation rows: tables of earlier visits know the limits of the first of them alone.
    limits: { test: test && data.test, validation: (validation && data.wholeValidation) ?? null },
  }
}

/** Rows and positives that the metrics of a part rest on; null where it was not read. */
function groundOf(report: RunState['report'], part: Part) {
  const read = report?.parts[part]
  return read ? { rows: read.rows, positives: read.positives } : null
}

function rowOf(lab: LabDocument, run: RunState): Record<string, string | number> {
  const facts = describe(lab, run)
  const row: Record<string, string | number> = {
    scenario: facts.scenario,
    label: facts.label,
    version: facts.version?.name ?? '',
    versionId: facts.version?.id ?? '',
    model: facts.model ?? 'imported',
    ...(facts.file !== undefined && { file: facts.file }),
    seed: facts.seed,
    engine: facts.engine ?? '',
    ...(facts.testScoredBy && { testScoredBy: facts.testScoredBy.engine }),
    ending: facts.ending?.reason ?? run.status,
    rowsSeen: facts.rowsSeen,
    trainRowsPerSecond: facts.trainRowsPerSecond === null ? '' : Math.round(facts.trainRowsPerSecond),
    lookedAtTest: String(facts.lookedAtTest),
  }
  for (const [group, settings] of Object.entries({ ...rowSettingsOf(run.spec.recipe), model: facts.settings }))
    for (const [id, value] of Object.entries(settings ?? {})) row[`${group}.${id}`] = String(value)
  const values = measured(run)
  for (const part of ['test', 'validation'] as const) {
    for (const [id, count] of Object.entries(facts.restsOn[part] ?? {})) row[`${part}.${id}`] = count
    put(row, part, values[part])
    put(row, `${part}.ceiling`, values.limits[part]?.ceiling)
    put(row, `${part}.trivial`, values.limits[part]?.trivial)
    const columns = values.limits[part]?.columns
    if (!columns) continue
    put(row, `${part}.columns`, columns.measured)
    row[`${part}.columns.settled`] = String(columns.settled)
    row[`${part}.columns.rows`] = columns.rows ?? 'exact'
  }
  return row
}

function put(row: Record<string, string | number>, name: string, measured: Measured | null | undefined): void {
  for (const kind of ['sampled', 'expected'] as const)
    for (const [key, value] of Object.entries(measured?.[kind] ?? {})) row[`${name}.${kind}.${key}`] = value ?? 'n/a'
}
