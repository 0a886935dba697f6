import type { Job } from '../core/sweeps/sweep.ts'
import type { RunState } from './run.svelte.ts'

/** One seed of a repeat; `place` counts from 1. */
export interface SeedJob extends Job {
  readonly seed: number
  readonly place: number
}

/** A race over several seeds. Its runs share its id, which says all that it takes to go on with it after a reload. */
export interface Repeat {
  readonly id: string
  readonly jobs: readonly SeedJob[]
}

export function newRepeat(seed: number, of: number): Repeat {
  return repeatOf(`repeat-${Date.now()}-${seed}-${of}`) ?? { id: '', jobs: [] }
}

/** The repeat of an id; null of one that does not say how many seeds it has, as earlier versions gave it. */
export function repeatOf(id: string): Repeat | null {
  const [, from, of] = /^repeat-\d+-(\d+)-(\d+)$/.exec(id) ?? []
  if (from === undefined) return null
  const jobs = Array.from({ length: Number(of) }, (_, i) => {
    const seed = Number(from) + i
    return { key: String(seed), seed, place: i + 1 }
  })
  return { id, jobs }
}

/** Keys of the seeds for which every lane has ended by itself. */
export function doneIn({ id }: Repeat, runs: readonly RunState[]): Set<string> {
  const own = runs.filter((run) => run.repeatGroup === id)
  const lanes = new Set(own.map((run) => run.spec.lane))
  const ended = own.filter(({ status }) => status === 'finished' || status === 'diverged')
  const seeds = new Set(own.map((run) => run.spec.recipe.seed))
  const isDone = (seed: number): boolean =>
    [...lanes].every((lane) => ended.some((run) => run.spec.recipe.seed === seed && run.spec.lane === lane))
  return new Set([...seeds].filter(isDone).map(String))
}

/** The repeat that was cut short among the runs that are shown, and how many of its seeds are missing; null where there is none. */
export function cutShort(
  current: readonly RunState[],
  runs: readonly RunState[]
): { readonly repeat: Repeat; readonly missing: number } | null {
  const id = current.find((run) => run.repeatGroup !== null)?.repeatGroup
  const repeat = id ? repeatOf(id) : null
  if (!repeat) return null
  const missing = repeat.jobs.length - doneIn(repeat, runs).size
  return missing > 0 ? { repeat, missing } : null
}
