import { formatTick } from '../charts/format.ts'
import type { NumbersTable } from '../charts/table.ts'
import type { ColumnSummary, Stability, WindowReport } from '../core/lab.ts'
import type { OperationSeries } from './operation.ts'
import type { View } from './view.ts'

export const view = {
  id: 'stability',
  label: 'Population stability',
  help:
    'PSI of every feature and of the scores: how far each window lies from the reference days. Below 0.1 little has ' +
    'changed, above 0.25 much has; the dashed mark is what chance alone gives as few rows. It sees inputs, never concept.',
  needs: 'windows',
} as const satisfies View

export const SOME = 0.1
export const MUCH = 0.25

export interface StabilityRow {
  readonly key: string
  readonly label: string
  readonly isScore: boolean
  /** Oldest first; of several windows in one place, the largest. */
  readonly values: readonly number[]
  readonly latest: number | null
  /** PSI without drift of the latest window. */
  readonly expected: number | null
}

/** Scores of each model first, then features in their own order, over at most `places` places. */
export function stabilityRows(
  windows: readonly OperationSeries[],
  columns: readonly ColumnSummary[],
  places: number
): StabilityRow[] {
  const features = windows.find(({ reports }) => reports.length > 0)?.reports ?? []
  const ids = features.at(-1)?.featurePsi.map(({ id }) => id) ?? []
  return [
    ...windows
      .filter(({ reports }) => reports.length > 0)
      .map(({ order, label, reports }) =>
        row(
          `scores ${order}`,
          `scores, ${label}`,
          true,
          reports.map((report) => report.scorePsi),
          places
        )
      ),
    ...ids.map((id, i) =>
      row(
        id,
        columns.find((column) => column.id === id)?.label ?? id,
        false,
        features.map((report) => featureOf(report, id, i)),
        places
      )
    ),
  ]
}

export function toneOf(psi: number): 'calm' | 'some' | 'much' {
  if (psi < SOME) return 'calm'
  return psi < MUCH ? 'some' : 'much'
}

export function formatPsi(psi: number | null): string {
  if (psi === null || !Number.isFinite(psi)) return 'n/a'
  return psi < 0.001 && psi > 0 ? '<0.001' : psi >= 10 ? formatTick(psi) : psi.toFixed(3)
}

export function speakStability(rows: readonly StabilityRow[]): string {
  if (rows.length === 0) return 'Population stability: no window yet'
  const moved = rows.filter((one) => (one.latest ?? 0) >= SOME)
  if (moved.length === 0) return `Population stability: all ${rows.length} below 0.1 in the latest window`
  return `Population stability: ${moved
    .map((one) => `${one.label} ${formatPsi(one.latest)}`)
    .join(', ')}; ${rows.length - moved.length} below 0.1`
}

export function stabilityTable(rows: readonly StabilityRow[]): NumbersTable {
  return {
    columns: ['Of', 'Latest', 'Expected without drift', 'Largest'],
    rows: rows.map((one) => [
      one.label,
      formatPsi(one.latest),
      formatPsi(one.expected),
      formatPsi(one.values.length ? Math.max(...one.values) : null),
    ]),
  }
}

function row(
  key: string,
  label: string,
  isScore: boolean,
  series: readonly (Stability | undefined)[],
  places: number
): StabilityRow {
  const last = series.at(-1)
  const each = Math.max(1, Math.ceil(series.length / places))
  const values: number[] = []
  for (let i = 0; i < series.length; i += each)
    values.push(Math.max(0, ...series.slice(i, i + each).map((one) => one?.psi ?? 0)))
  return { key, label, isScore, values, latest: last?.psi ?? null, expected: last?.expected ?? null }
}

function featureOf(report: WindowReport, id: string, at: number): Stability | undefined {
  const there = report.featurePsi[at]
  return there?.id === id ? there : report.featurePsi.find((one) => one.id === id)
}
