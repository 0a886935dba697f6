import { extent } from 'd3'
import { formatCompact, formatCount, formatRate, NOT_AVAILABLE } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { ListedEngine } from '../../core/engines/index.ts'
import type { EngineReading } from '../../core/lab.ts'
import type { Work } from '../../core/engines/roof.ts'
import type { RoofRow } from './roofline.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'engines',
  label: 'Engines on this machine',
  help:
    'Rows a second that each engine trains (filled) and scores (hollow) here on a small network, the probe; each line of the scale is ten times the one before. No rate chooses the engine in use. Below it, the roof: what these cores reach in a plain matrix product with the ' +
    'kernels of the engine, arithmetic alone; for TensorFlow.js and for graphics cards it is not measured. Training mostly gets less of it than scoring, as it also gathers rows, copies activations and ' +
    'lets the optimiser move weights; logistic regression gets far less, as it mostly looks weights up and hardly multiplies. ' +
    'Scoring a finished model may pass the roof: what its first layers make of each value is looked up instead of multiplied.',
  needs: 'engines',
} as const satisfies View

export type EngineFacts = Pick<ListedEngine, 'id' | 'label' | 'short' | 'reproducible'>

export interface EngineRow extends EngineFacts {
  readonly state: 'measured' | 'refused' | 'waiting'
  readonly isChosen: boolean
  /** Null for a GPU, and where it is not known. */
  readonly threads: number | null
  /** Rows a second; null where it cannot run or was not measured. */
  readonly train: number | null
  readonly score: number | null
  /** Said in place of rates; empty where they are known. */
  readonly missing: string
}

/** Every engine there is, the fastest in training first, those without a rate last. */
export function engineRows(
  readings: readonly EngineReading[],
  chosen: string,
  kinds: readonly EngineFacts[]
): EngineRow[] {
  const rows = kinds.map(({ id, label, short, reproducible }) => {
    const reading = readings.find((one) => one.id === id)
    const train = reading?.trainRowsPerSecond ?? null
    const state = train !== null ? ('measured' as const) : reading ? ('refused' as const) : ('waiting' as const)
    return {
      ...{ id, label, short, reproducible, train, state },
      isChosen: id === chosen,
      threads: reading?.threads ?? null,
      score: reading?.scoreRowsPerSecond ?? null,
      missing: { measured: '', refused: `cannot run here: ${reading?.problem}`, waiting: 'not measured yet' }[state],
    }
  })
  return rows.sort((a, b) => (b.train ?? -1) - (a.train ?? -1))
}

/** Measured engines by whether they give the same bytes everywhere. */
export function engineGroups(rows: readonly EngineRow[]) {
  const measured = rows.filter(({ state }) => state === 'measured')
  return [
    { title: 'Same bits on every machine', rows: measured.filter((row) => row.reproducible) },
    { title: 'Same within a tolerance', rows: measured.filter((row) => !row.reproducible) },
  ].filter((group) => group.rows.length > 0)
}

/** Whole decades about all rates, at least two. */
export function rateDomain(rows: readonly EngineRow[]): [number, number] {
  const [low, high] = extent(rows.flatMap(({ train, score }) => [train, score]).filter((rate) => rate !== null))
  if (low === undefined || high === undefined) return [10, 1e6]
  const top = Math.ceil(Math.log10(Math.max(100, high)))
  return [10 ** Math.min(top - 2, Math.floor(Math.log10(Math.max(1, low)))), 10 ** top]
}

export function threadsText(threads: number | null): string {
  return threads === null ? '' : threads === 1 ? '1 thread' : `${threads} threads`
}

export function speakEngines(rows: readonly EngineRow[]): string {
  const known = rows.filter(({ state }) => state === 'measured')
  if (known.length === 0) return `${view.label}: nothing measured yet`
  const others = rows.filter(({ state }) => state !== 'measured')
  return `${view.label}, rows a second: ${[
    ...known.map(
      ({ label, train, score, isChosen }) =>
        `${label}${isChosen ? ', in use,' : ''} trains ${formatCompact(train ?? 0)}` +
        (score === null ? '' : `, scores ${formatCompact(score)}`)
    ),
    ...others.map(({ label, missing }) => `${label} ${missing}`),
  ].join('; ')}`
}

/** Engines with the work that the probe makes of their rates, then runs: few columns, as they stand in a narrow place. */
export function enginesTable(
  rows: readonly EngineRow[],
  probeOn: (row: EngineRow) => { readonly train: Work; readonly score: Work },
  runs: readonly RoofRow[]
): NumbersTable {
  return {
    columns: ['Engine or run', 'Trains rows/s', 'Scores rows/s', 'Of the roof', 'Note'],
    rows: [
      ...rows.map((row) => {
        const { train, score } = probeOn(row)
        const facts = [row.isChosen ? 'in use' : '', threadsText(row.threads), row.missing]
        return [row.short, ...cells(train, score), facts.filter(Boolean).join(', ')]
      }),
      ...runs.map((row) => [row.name, ...cells(row.train, row.score), row.missing]),
    ],
  }
}

/** Rates, and both shares in one cell: training, scoring. */
function cells(train: Work, score: Work): string[] {
  const shares = [train, score].map(({ share }) => formatRate(share))
  const rates = [train, score].map(({ rowsPerSecond }) => formatCount(rowsPerSecond))
  return [...rates, train.share === null && score.share === null ? NOT_AVAILABLE : shares.join(', ')]
}
