import { formatTick } from '../../charts/format.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { ColumnSummary, Stability, WindowReport } from '../../core/lab.ts'
import type { OperationSeries } from './operation.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'stability',
  label: 'Population stability',
  help:
    'PSI of every feature and of the scores: how far each window lies from the reference days. Below 0.1 little has ' +
    'changed, above 0.25 much has; the dashed mark is what chance alone gives so few rows, and a window is coloured only ' +
    'well above it. It sees inputs, never concept.',
  needs: 'windows',
} as const satisfies View

export const SOME = 0.1
export const MUCH = 0.25
/** Times the PSI that chance alone gives: beyond it lies less than one window in a thousand that did not drift. */
const BEYOND_CHANCE = 3

export interface StabilityRow {
  readonly key: string
  readonly label: string
  readonly isScore: boolean
  /** Oldest first; of several windows in one place, the largest. */
  readonly values: readonly number[]
  /** How each of the values is to be taken. */
  readonly tones: readonly Tone[]
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

export type Tone = 'calm' | 'some' | 'much'

export function toneOf({ psi, expected }: Stability): Tone {
  if (psi < SOME || psi < BEYOND_CHANCE * expected) return 'calm'
  return psi < MUCH ? 'some' : 'much'
}

export function formatPsi(psi: number | null): string {
  if (psi === null || !Number.isFinite(psi)) return 'n/a'
  return psi < 0.001 && psi > 0 ? '<0.001' : psi >= 10 ? formatTick(psi) : psi.toFixed(3)
}

export function speakStability(rows: readonly StabilityRow[]): string {
  if (rows.length === 0) return 'Population stability: no window yet'
  const moved = rows.filter((one) => one.tones.at(-1) !== 'calm')
  if (moved.length === 0) return `Population stability: all ${rows.length} calm in the latest window`
  return `Population stability: ${moved
    .map((one) => `${one.label} ${formatPsi(one.latest)}`)
    .join(', ')}; ${rows.length - moved.length} calm`
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
  const shown: Stability[] = []
  for (let i = 0; i < series.length; i += each) shown.push(series.slice(i, i + each).reduce(larger, CALM) ?? CALM)
  return {
    ...{ key, label, isScore, values: shown.map(({ psi }) => psi), tones: shown.map(toneOf) },
    latest: last?.psi ?? null,
    expected: last?.expected ?? null,
  }
}

const CALM: Stability = { psi: 0, expected: 0 }

function larger(one: Stability | undefined, other: Stability | undefined): Stability | undefined {
  return (other?.psi ?? 0) > (one?.psi ?? 0) ? other : one
}

function featureOf(report: WindowReport, id: string, at: number): Stability | undefined {
  const there = report.featurePsi[at]
  return there?.id === id ? there : report.featurePsi.find((one) => one.id === id)
}
