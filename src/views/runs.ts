import { datasetOf } from '../../datasets/index.ts'
import { formatMetric, formatRate, formatTick } from '../charts/format.ts'
import { defaultsOf, type Knob, type Knobs, type Setting, type Settings } from '../core/kernel/knobs.ts'
import { modelOf } from '../core/models/index.ts'
import { splitKnobs } from '../core/training/split.ts'
import type { RunState } from '../state/run.svelte.ts'
import { gapClosed, isBetter, limitsOf } from './reading.ts'
import type { View } from './view.ts'

export const view = {
  id: 'runs',
  label: 'Runs',
  help:
    'Every training so far, with what sets it apart and what that did. Differences are against the pinned run; grey ones ' +
    'lie inside what another seed alone would change, as far as a repeat has shown it.',
  needs: 'runs',
} as const satisfies View

export interface Cell {
  readonly key: string
  readonly value: number | null
  /** Against the reference run; null where there is none, or it is this run. */
  readonly delta: number | null
  /** Whether the difference is smaller than what seeds alone make. */
  readonly isNoise: boolean
  readonly isBetter: boolean
}

export interface RunRow {
  readonly run: RunState
  readonly isReference: boolean
  readonly cells: readonly Cell[]
  /** Share of the gap from trivial to best possible on the first metric. */
  readonly closed: number | null
  readonly status: string
  readonly progress: number
  readonly differences: readonly string[]
}

export interface RunRowsOptions {
  readonly metrics: readonly string[]
  readonly expected: boolean
}

/** One row a run, in the order given; the reference is the first pinned run. */
export function runRows(runs: readonly RunState[], { metrics, expected }: RunRowsOptions): RunRow[] {
  const reference = runs.find((run) => run.pinned) ?? null
  return runs.map((run) => {
    const { ceiling, trivial } = limitsOf(run.data.validation, metrics[0], expected)
    return {
      run,
      isReference: run === reference,
      cells: metrics.map((key): Cell => {
        const value = run.latest(key, expected)
        const other = reference && reference !== run ? reference.latest(key, expected) : null
        const delta = value === null || other === null ? null : value - other
        const band = Math.max(
          seedBand(runs, run, key, expected),
          reference ? seedBand(runs, reference, key, expected) : 0
        )
        return {
          key,
          value,
          delta,
          isNoise: delta !== null && Math.abs(delta) <= band,
          isBetter: delta !== null && isBetter(key, delta),
        }
      }),
      closed: gapClosed(run.latest(metrics[0], expected), trivial, ceiling),
      status: statusOf(run),
      progress: run.rowsTotal > 0 ? Math.min(1, run.rowsSeen / run.rowsTotal) : 0,
      differences: differencesOf(run, reference === run ? null : reference),
    }
  })
}

/** What the seeds of a run's repeat alone make of a metric, most minus least; 0 where it stands alone. */
export function seedBand(runs: readonly RunState[], run: RunState, key: string, expected: boolean): number {
  if (run.repeat === null) return 0
  const values = runs
    .filter((other) => other.repeat === run.repeat && other.spec.lane === run.spec.lane)
    .map((other) => other.latest(key, expected))
    .filter((value) => value !== null)
  return values.length > 1 ? Math.max(...values) - Math.min(...values) : 0
}

/** The settings in which a run departs from another, or from the defaults: `Learning rate 0.01`. */
export function differencesOf(run: RunState, reference: RunState | null): string[] {
  const { model, settings, recipe, engine } = run.spec
  const knobs: Knobs = modelOf(model).knobs
  const world: Knobs = datasetOf(recipe.dataset).knobs
  const other = reference?.spec
  return [
    ...departures(knobs, settings, other?.model === model ? other.settings : defaultsOf(knobs)),
    ...departures(world, recipe.settings, other?.recipe.settings ?? defaultsOf(world)),
    ...departures(splitKnobs, recipe.split, other?.recipe.split ?? defaultsOf(splitKnobs)),
    ...(run.repeat !== null || recipe.seed === (other?.recipe.seed ?? 1) ? [] : [`seed ${recipe.seed}`]),
    ...(recipe.drifts.length ? ['after drift'] : []),
    ...(other && other.engine !== engine ? [engine] : []),
  ]
}

/** Runs in the order of a metric (best first), or of their start (newest first). */
export function sortRows(rows: readonly RunRow[], by: string | null, isReversed: boolean): RunRow[] {
  const sign = isReversed ? -1 : 1
  if (by === null)
    return [...rows].sort((a, b) => sign * (b.run.startedAt - a.run.startedAt || b.run.order - a.run.order))
  const valueIn = (row: RunRow) => row.cells.find((cell) => cell.key === by)?.value ?? null
  return [...rows].sort((a, b) => {
    const left = valueIn(a)
    const right = valueIn(b)
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    if (left === right) return 0
    return isBetter(by, left - right) ? -sign : sign
  })
}

function statusOf(run: RunState): string {
  if (run.status === 'waiting') return run.phase ?? 'waiting'
  if (run.status === 'running') {
    const share = run.rowsTotal > 0 ? run.rowsSeen / run.rowsTotal : 0
    return run.phase && run.phase !== 'training' ? run.phase : `training, ${formatRate(Math.floor(share * 100) / 100)}`
  }
  return run.status === 'finished' && run.report?.ending.reason === 'early stop' ? 'stopped early' : run.status
}

function departures(knobs: Knobs, settings: Settings, base: Settings): string[] {
  return Object.entries(knobs).flatMap(([id, knob]) =>
    settings[id] === undefined || settings[id] === base[id] ? [] : [`${knob.label} ${worded(knob, settings[id])}`]
  )
}

function worded(knob: Knob, setting: Setting): string {
  if (knob.type === 'switch') return setting ? 'on' : 'off'
  if (knob.type === 'choice') return knob.options.find((option) => option.value === setting)?.label ?? String(setting)
  if (knob.unit === 'share') return formatRate(Number(setting))
  const number = Number(setting)
  return Math.abs(number) >= 1000 ? formatMetric(number) : formatTick(number)
}
