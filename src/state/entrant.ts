import type { RowRange } from '../core/kernel/table.ts'
import type { DataSummary } from '../core/lab.ts'
import { modelOf } from '../core/models/index.ts'
import { isTrainable, trainable, type Origin } from '../core/runs/version.ts'
import type { Checkpoint, Recipe, RunSpec } from '../core/training/run.ts'
import type { Lane } from '../scenarios/scenario.ts'
import { RunState } from './run.svelte.ts'

/** Who trains, and whether a GPU may score what decides nothing. */
type Engines = Pick<RunSpec, 'engine' | 'mayScoreOnGpu'>

interface Facts {
  readonly laneIndex: number
  readonly recipe: Recipe
  readonly engines: Engines
  readonly data: DataSummary
  readonly group: string | null
  readonly origin?: Origin
}

/** How a race begins. */
export interface StartOptions {
  /** Train this many times, over as many seeds. */
  readonly repeatCount?: number
  /** Stop after the first batch, as Step does on an idle race. */
  readonly paused?: boolean
}

/** Label of a lane's model, with what sets its id apart. */
export function laneLabel({ id, model }: Pick<Lane, 'id' | 'model'>): string {
  const apart = id === model ? '' : ` ${id.replace(model, '').replace(/^\W+/, '')}`
  return modelOf(model).label + apart
}

/** A run about to begin: its lane on these rows. */
export function entrantOf({ id, model, settings }: Lane, facts: Facts): RunState {
  const { laneIndex, recipe, engines, data, group, origin } = facts
  return new RunState({
    spec: { id: uniqueId(), lane: id, model, settings, recipe, ...engines },
    ...(origin && { origin }),
    ...{ laneIndex, data, label: laneLabel({ id, model }), repeatGroup: group, startedAt: Date.now() },
  })
}

/** The lane that trained a run, as it was then. @throws where it was not trained here */
export function laneOfRun({ spec }: RunState): Lane {
  const { lane, model, settings } = trainable(spec)
  return { id: lane, model, settings }
}

/** A run about to begin, of the same model on other rows of the endless table. */
export function retrained(run: RunState, recipe: Recipe & { readonly range: RowRange }): RunState {
  const { lane, model, settings } = trainable(run.spec)
  const { laneIndex, data } = run
  const origin: Origin = { kind: 'retrained', of: run.version?.id ?? run.spec.id, rows: recipe.range }
  const facts = { laneIndex, recipe, engines: enginesOf(run), data, group: null, origin }
  return entrantOf({ id: lane, model, settings }, facts)
}

/** Those of a run, after whatever was lost. */
function enginesOf({ engine, spec: { mayScoreOnGpu } }: RunState): Engines {
  return { engine, ...(mayScoreOnGpu && { mayScoreOnGpu }) }
}

/** The knob that says how long a run trains, and twice its value, as far as that is allowed; null where it is at its most. */
export function longerOf({ spec, report, learner }: RunState): { knob: string; value: number } | null {
  if (!isTrainable(spec)) return null
  const knob = learner.lengthKnob
  if (knob === null) return null
  const declared = modelOf(spec.model).knobs[knob]
  const now = Number(report?.resolved?.[knob] ?? spec.settings[knob])
  if (declared?.type !== 'number' || !(now < declared.max) || !report?.checkpoint) return null
  return { knob, value: Math.min(declared.max, 2 * now) }
}

/** A run that takes up another. */
export interface Try {
  readonly of: RunState
  readonly run: RunState
  readonly more: { readonly from?: Checkpoint; readonly rate?: number; readonly resumedBecause?: string }
}

/** Runs that go on where others ended, to train longer than they did; one that cannot is left out. */
export function longerTries(runs: readonly RunState[]): Try[] {
  return runs.flatMap((of) => {
    const longer = longerOf(of)
    const checkpoint = of.report?.checkpoint
    if (!longer || !checkpoint) return []
    const { knob, value } = longer
    const { lane, model, settings, recipe } = trainable(of.spec)
    const { laneIndex, data } = of
    const run = entrantOf(
      { id: lane, model, settings: { ...settings, [knob]: value } },
      { laneIndex, recipe, engines: enginesOf(of), data, group: null }
    )
    run.inherit(of, checkpoint.rowsSeen)
    return [{ of, run, more: { from: checkpoint, resumedBecause: `went on to ${value} ${knob}` } }]
  })
}

export type Retry = 'last good point' | 'lower rate'

/** The rate at which a diverged run is taken up, in two digits: a third from its last good point, a tenth afresh. */
export function retryRate(checkpoint: Checkpoint, how: Retry): number {
  return Number((checkpoint.rate / (how === 'lower rate' ? 10 : 3)).toPrecision(2))
}

/** A run that takes up a diverged one: from its last good point, or afresh. */
export function secondTry(failed: RunState, checkpoint: Checkpoint, how: Retry): Try {
  const fresh = how === 'lower rate'
  const rate = retryRate(checkpoint, how)
  const { lane, model, settings, recipe } = trainable(failed.spec)
  const run = entrantOf(
    { id: lane, model, settings: { ...settings, rate } },
    { laneIndex: failed.laneIndex, recipe, engines: enginesOf(failed), data: failed.data, group: null }
  )
  if (fresh) return { of: failed, run, more: {} }
  run.inherit(failed, checkpoint.rowsSeen)
  const resumedBecause = `went back to the last good point, at learning rate ${rate}`
  return { of: failed, run, more: { from: checkpoint, rate, resumedBecause } }
}

/** randomUUID exists in secure contexts only; a class on a plain LAN address has none. */
export function uniqueId(): string {
  return crypto.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
}
