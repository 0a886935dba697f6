import type { Measured } from '../metrics/metric.ts'
import { resultOf, type KeptResult, type ResultPlace } from './results.ts'

type Cells = Record<string, string | number>

/** The same results as a table: the names of all columns, then a row a run, with nothing where a run has none. */
export function resultsTable(runs: readonly (readonly [KeptResult, ResultPlace])[]): (string | number)[][] {
  const rows = runs.map(([run, place]) => cellsOf(run, place))
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
}

function cellsOf(run: KeptResult, place: ResultPlace): Cells {
  const result = resultOf(run, place)
  const row: Cells = {
    scenario: result.scenario,
    label: result.label,
    version: result.version?.name ?? '',
    versionId: result.version?.id ?? '',
    model: result.model ?? 'imported',
    ...(result.file !== undefined && { file: result.file }),
    seed: result.seed,
    engine: result.engine ?? '',
    ...(result.testScoredBy && { testScoredBy: result.testScoredBy.engine }),
    ending: result.ending?.reason ?? run.status,
    rowsSeen: result.rowsSeen,
    trainRowsPerSecond: result.trainRowsPerSecond === null ? '' : Math.round(result.trainRowsPerSecond),
    lookedAtTest: String(result.lookedAtTest),
  }
  for (const [group, settings] of Object.entries({ ...place.rowSettings, model: result.settings }))
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
