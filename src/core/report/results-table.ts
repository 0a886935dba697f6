import type { Measured } from '../metrics/metric.ts'
import type { FoundRun } from './found-run.ts'
import type { Result } from './results.ts'

type Cells = Record<string, string | number>

/** The same results as a table: the names of all columns, then a row a run, with nothing where a run has none. */
export function resultsTable(results: readonly (readonly [Result, FoundRun['status']])[]): (string | number)[][] {
  const rows = results.map(([result, status]) => cellsOf(result, status))
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
}

function cellsOf(result: Result, status: FoundRun['status']): Cells {
  const row: Cells = {
    scenario: result.scenario,
    label: result.label,
    model: result.model ?? 'imported',
    ...(result.file !== undefined && { file: result.file }),
    seed: result.seed,
    engine: result.engine ?? '',
    ...(result.testScoredBy && { testScoredBy: result.testScoredBy.engine }),
    ending: result.ending?.reason ?? status,
    rowsSeen: result.rowsSeen,
    trainRowsPerSecond: result.trainRowsPerSecond === null ? '' : Math.round(result.trainRowsPerSecond),
    lookedAtTest: String(result.lookedAtTest),
  }
  for (const [group, settings] of Object.entries({ world: result.world, split: result.split, model: result.settings }))
    for (const [id, value] of Object.entries(settings ?? {})) row[`${group}.${id}`] = String(value)
  for (const part of ['test', 'validation'] as const) {
    for (const [id, count] of Object.entries(result.restsOn[part] ?? {})) row[`${part}.${id}`] = count
    const limits = result.limits[part]
    put(row, part, result[part])
    put(row, `${part}.ceiling`, limits?.ceiling)
    put(row, `${part}.trivial`, limits?.trivial)
    if (!limits?.columns) continue
    put(row, `${part}.columns`, limits.columns.measured)
    row[`${part}.columns.settled`] = String(limits.columns.settled)
    row[`${part}.columns.rows`] = limits.columns.rows ?? 'exact'
  }
  return row
}

function put(row: Cells, name: string, measured: Measured | null | undefined): void {
  for (const kind of ['sampled', 'expected'] as const)
    for (const [key, value] of Object.entries(measured?.[kind] ?? {})) row[`${name}.${kind}.${key}`] = value ?? 'n/a'
}
