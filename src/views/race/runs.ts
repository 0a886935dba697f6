import { datasetOf } from '../../../datasets/index.ts'
import { formatMetric, formatRate, formatTick } from '../../charts/format.ts'
import { defaultsOf, type Knob, type Knobs, type Setting, type Settings } from '../../core/kernel/knobs.ts'
import type { Basis } from '../../core/metrics/basis.ts'
import { gapClosed } from '../../core/metrics/gap.ts'
import { modelOf } from '../../core/models/index.ts'
import { isTrainable } from '../../core/runs/version.ts'
import type { VersionSpec } from '../../core/training/run.ts'
import { rowFields, rowSettings } from '../../core/training/row-settings.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { engineName } from './engine-name.ts'
import { groupsOf, numbered, stateOf, type Group } from '../reading/groups.ts'
import { isBetter, limitsFor, meanOf, nameOf, valueOn, whyMissing } from '../reading/reading.ts'
import { rowsApart } from '../reading/rows.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'runs',
  label: 'Runs',
  help:
    'Every training so far, with what sets it apart and what that did, on the rows and labels that the page is about. A repeat is the mean ' +
    'of its seeds and half of what they are apart (±). Differences are against the pinned run; grey ones ' +
    'lie inside what another seed alone would change, as far as a repeat has shown it.',
  needs: 'runs',
} as const satisfies View

export interface Cell {
  readonly key: string
  /** Of a repeat, the mean of its seeds. */
  readonly value: number | null
  /** Half of what the seeds of a repeat are apart; null of a run alone. */
  readonly spread: number | null
  /** Said in place of a value that is not there. */
  readonly missing: string
  /** Against the reference run; null where there is none, or it is this run. */
  readonly delta: number | null
  /** Whether the difference is smaller than what seeds alone make. */
  readonly isNoise: boolean
  readonly isBetter: boolean
  /** Whether the reference was measured in another world, so that neither is the better one. */
  readonly isApart: boolean
}

/** A run, or all seeds of one entrant's repeat. */
export interface RunRow {
  readonly key: string
  readonly name: string
  readonly runs: readonly RunState[]
  readonly isReference: boolean
  readonly isPinned: boolean
  readonly isActive: boolean
  readonly cells: readonly Cell[]
  /** Share of the way from trivial to what these columns can reach, on the first metric. */
  readonly closed: number | null
  readonly status: string
  readonly progress: number
  readonly differences: readonly string[]
  /** Each seed of a repeat by itself; none of a run alone. */
  readonly seeds: readonly RunRow[]
}

export interface RunRowsOptions {
  readonly metrics: readonly string[]
  readonly basis: Basis
}

/** One row a run or repeat, in the order given; the reference is the first one pinned. */
export function runRows(runs: readonly RunState[], options: RunRowsOptions): RunRow[] {
  const groups = numbered(groupsOf(runs))
  const reference = groups.find((group) => group.runs.some((run) => run.pinned)) ?? null
  const rowOf = (group: Group, seeds: readonly Group[]): RunRow => {
    const [first] = group.runs
    const of = (on: Group, key: string) => on.runs.map((run) => valueOn(run, key, options.basis))
    const other = reference && reference.key !== group.key && !reference.runs.includes(first) ? reference : null
    return {
      key: group.key,
      name: group.name,
      runs: group.runs,
      isReference: reference?.key === group.key,
      isPinned: group.runs.some((run) => run.pinned),
      isActive: group.runs.some((run) => run.isActive),
      cells: options.metrics.map((key): Cell => {
        const values = of(group, key)
        const value = meanOf(values)
        const base = other && meanOf(of(other, key))
        const delta = value === null || base === null ? null : value - base
        const band = Math.max(bandOf(values), other ? bandOf(of(other, key)) : 0)
        return {
          key,
          value,
          spread: group.runs.length > 1 ? bandOf(values) / 2 : null,
          missing: value === null ? whyMissing(first, key, options.basis.part) : '',
          delta,
          isNoise: delta !== null && Math.abs(delta) <= band,
          isApart: other !== null && ['other settings', 'another file'].includes(rowsApart(first, other.runs)),
          isBetter: value !== null && base !== null && isBetter(key, value, base),
        }
      }),
      closed: meanOf(group.runs.map((run) => closedOf(run, runs, options))),
      status: stateOf(group.runs) || statusOf(group.runs.find((run) => run.isActive) ?? first),
      progress: meanOf(group.runs.map((run) => run.rowsTotal && Math.min(1, run.rowsSeen / run.rowsTotal))) ?? 0,
      differences: differencesOf(first, other?.runs[0] ?? null),
      seeds: seeds.map((seed) => rowOf(seed, [])),
    }
  }
  return groups.map((group) => rowOf(group, group.runs.length > 1 ? group.runs.map(alone) : []))
}

function alone(run: RunState): Group {
  return { key: run.spec.id, name: nameOf(run), runs: [run] }
}

function closedOf(run: RunState, runs: readonly RunState[], { metrics: [key], basis }: RunRowsOptions): number | null {
  const { columns, trivial } = limitsFor(run, runs, key, basis)
  return gapClosed(valueOn(run, key, basis), trivial, columns)
}

/** What seeds alone make of a metric, most minus least; 0 where there is but one. */
function bandOf(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null)
  return known.length > 1 ? Math.max(...known) - Math.min(...known) : 0
}

/** The settings in which a run departs from another, or from the defaults: `Learning rate 0.01`. */
export function differencesOf(run: RunState, reference: RunState | null): string[] {
  const { recipe, engine } = run.spec
  const other = reference?.spec
  return [
    ...(run.isOfEarlierWorld ? ['made with an earlier version of this world'] : []),
    ...ownSettings(run.spec, other),
    ...rowFields.flatMap((field) => {
      const knobs = rowSettings[field].knobs(datasetOf(recipe.dataset))
      return departures(knobs, recipe[field], other?.recipe[field] ?? defaultsOf(knobs))
    }),
    ...(run.repeat !== null || recipe.seed === (other?.recipe.seed ?? 1) ? [] : [`seed ${recipe.seed}`]),
    ...(recipe.file ? [recipe.file.name] : []),
    ...(recipe.drifts.length ? ['after drift'] : []),
    ...(engine &&
    reference &&
    !run.learner.trainedBy &&
    !reference.learner.trainedBy &&
    reference.spec.engine !== engine
      ? [engineName(engine)]
      : []),
  ]
}

/** Of a model that another does not share, against its defaults; of one trained elsewhere nobody knows any. */
function ownSettings(spec: VersionSpec, other: VersionSpec | undefined): string[] {
  if (!isTrainable(spec)) return []
  const knobs: Knobs = modelOf(spec.model).knobs
  return departures(knobs, spec.settings, {
    ...defaultsOf(knobs),
    ...(other?.model === spec.model && other.settings),
  })
}

/** Runs in the order of a metric (best first), or of their start (newest first). */
export function sortRows(rows: readonly RunRow[], by: string | null, isReversed: boolean): RunRow[] {
  const sign = isReversed ? -1 : 1
  if (by === null)
    return [...rows].sort(
      (a, b) => sign * (b.runs[0].startedAt - a.runs[0].startedAt || b.runs[0].order - a.runs[0].order)
    )
  const valueIn = (row: RunRow) => row.cells.find((cell) => cell.key === by)?.value ?? null
  return [...rows].sort((a, b) => {
    const left = valueIn(a)
    const right = valueIn(b)
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    if (left === right) return 0
    return isBetter(by, left, right) ? -sign : sign
  })
}

function statusOf(run: RunState): string {
  if (run.status === 'waiting') return run.phase ?? 'waiting'
  if (run.status === 'running') {
    const share = run.rowsTotal > 0 ? run.rowsSeen / run.rowsTotal : 0
    return run.phase && run.phase !== 'training' ? run.phase : `training, ${formatRate(Math.floor(share * 100) / 100)}`
  }
  return run.status
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
