import { formatTick } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { usualDetector } from '../../core/drift/detectors/index.ts'
import {
  crossedLine,
  valuesOfDetector,
  type DetectorValue,
  type DetectorValues,
} from '../../core/drift/detectors/detector-value.ts'
import type { ColumnSummary } from '../../core/lab.ts'
import type { OperationSeries } from '../../state/operation.ts'
import type { View } from '../view.ts'

export const [SOME, MUCH] = usualDetector.lines.map(({ value }) => value)

export const view = {
  id: 'stability',
  label: 'Population stability',
  help:
    `PSI of every feature and of the scores: how far each window lies from the reference days. Below ${SOME} little has ` +
    `changed, above ${MUCH} much has; ` +
    'the dashed mark is what chance alone gives so few rows, and a window is coloured only ' +
    'well above it. It sees changes of inputs, and no concept drift.',
  needs: 'windows',
} as const satisfies View

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
  const said = features.map((report) => valuesOfDetector(report, usualDetector)?.columns ?? [])
  const ids = said.at(-1)?.map(({ id }) => id) ?? []
  return [
    ...windows
      .filter(({ reports }) => reports.length > 0)
      .map(({ laneIndex, label, reports }) =>
        row(
          `scores ${laneIndex}`,
          `scores, ${label}`,
          true,
          reports.map((report) => valuesOfDetector(report, usualDetector)?.scores ?? undefined),
          places
        )
      ),
    ...ids.map((id, i) =>
      row(
        id,
        columns.find((column) => column.id === id)?.label ?? id,
        false,
        said.map((columns) => columnValueOf(columns, id, i)),
        places
      )
    ),
  ]
}

export type Tone = 'calm' | 'some' | 'much'

export function toneOf(reading: DetectorValue): Tone {
  const crossed = crossedLine(usualDetector, reading)
  if (!crossed) return 'calm'
  return crossed.value < MUCH ? 'some' : 'much'
}

export function formatPsi(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return 'n/a'
  return value < 0.001 && value > 0 ? '<0.001' : value >= 10 ? formatTick(value) : value.toFixed(3)
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
  series: readonly (DetectorValue | undefined)[],
  places: number
): StabilityRow {
  const last = series.at(-1)
  const each = Math.max(1, Math.ceil(series.length / places))
  const shown: DetectorValue[] = []
  for (let i = 0; i < series.length; i += each) shown.push(series.slice(i, i + each).reduce(larger, CALM) ?? CALM)
  return {
    ...{ key, label, isScore, values: shown.map(({ value }) => value), tones: shown.map(toneOf) },
    latest: last?.value ?? null,
    expected: last?.expected ?? null,
  }
}

const CALM: DetectorValue = { value: 0, expected: 0 }

function larger(one: DetectorValue | undefined, other: DetectorValue | undefined): DetectorValue | undefined {
  return (other?.value ?? 0) > (one?.value ?? 0) ? other : one
}

function columnValueOf(columns: DetectorValues['columns'], id: string, at: number): DetectorValue | undefined {
  const there = columns.at(at)
  return there?.id === id ? there : columns.find((one) => one.id === id)
}
