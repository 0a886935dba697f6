import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { openParts } from '../../../src/state/parts.ts'
import { cutShort, doneIn, newRepeat, repeatOf } from '../../../src/state/repeat.ts'
import type { RunState } from '../../../src/state/run.svelte.ts'
import { finishedRun } from '../labs/finished-run.ts'

/** A run of a repeat that begins at seed 1. */
function seedRun(seed: number, laneIndex: 0 | 1, id: string, status: RunState['status'] = 'finished'): RunState {
  const { spec } = finishedRun(laneIndex)
  const run = finishedRun(laneIndex, { id: `${seed}-${laneIndex}`, recipe: { ...spec.recipe, seed } }, id)
  run.status = status
  return run
}

describe('a repeat', () => {
  test('says by its id alone which seeds it has, so that it is known after a reload', () => {
    const repeat = newRepeat(7, 3)
    expect(repeatOf(repeat.id)).toEqual(repeat)
    expect(repeat.jobs.map(({ seed, place }) => [seed, place])).toEqual([7, 8, 9].map((seed, i) => [seed, i + 1]))
    expect(repeatOf('repeat-1700000000000')).toBeNull()
  })

  test('doneIn(repeat, runs) counts a seed once every lane has ended by itself', () => {
    const repeat = newRepeat(1, 5)
    const { id } = repeat
    const runs = [seedRun(1, 0, id), seedRun(1, 1, id, 'diverged'), seedRun(2, 0, id), seedRun(2, 1, id, 'stopped')]
    expect(doneIn(repeat, runs)).toEqual(new Set(['1']))
    expect(cutShort(runs, runs)).toEqual({ repeat, missing: 4 })
    expect(cutShort([finishedRun(0)], runs)).toBeNull()
  })
})

describe('race.start(document, {repeat})', () => {
  beforeEach(() => void vi.stubGlobal('matchMedia', () => ({ matches: false })))
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  /** A race whose trainings end at once, as the test says. */
  function race(end: (run: RunState, seed: number) => RunState['status']) {
    const parts = openParts()
    const { data, report } = finishedRun(0)
    const seeds: number[] = []
    vi.spyOn(parts.tables, 'describe').mockResolvedValue(data)
    vi.spyOn(parts.tables, 'share').mockResolvedValue(undefined)
    vi.spyOn(parts.pool, 'trainAll').mockImplementation(async (runs) => {
      seeds.push(runs[0].spec.recipe.seed)
      for (const run of runs) {
        run.report = report
        run.status = end(run, run.spec.recipe.seed)
      }
    })
    return { ...parts, seeds }
  }

  test('trains each seed, and Stop begins no further one', async () => {
    const parts = race((_, seed) => {
      if (seed === 2) parts.race.stop()
      return seed === 2 ? 'stopped' : 'finished'
    })
    const document = { ...defaultDocument('ad-ctr'), seed: 1 }
    await parts.race.start(document, { repeatCount: 5 })
    expect(parts.seeds).toEqual([1, 2])
    expect(parts.race.status).toBe('idle')
    expect(cutShort(parts.race.current, parts.archive.runs)?.missing).toBe(4)
  })

  test('cut short, is gone on with by the seeds that are missing alone', async () => {
    let isStopped = false
    const parts = race((_, seed) => {
      if (seed !== 3 || isStopped) return 'finished'
      parts.race.stop()
      isStopped = seed === 3
      return 'stopped'
    })
    const document = { ...defaultDocument('ad-ctr'), seed: 1 }
    await parts.race.start(document, { repeatCount: 5 })
    const cut = cutShort(parts.race.current, parts.archive.runs)
    if (!cut) throw new Error('nothing is missing')
    await parts.race.goOnRepeat({ ...document, seed: 99 }, cut.repeat)
    expect(parts.seeds).toEqual([1, 2, 3, 3, 4, 5])
    expect(parts.archive.runs).toHaveLength(5 * document.lanes.length)
    expect(cutShort(parts.race.current, parts.archive.runs)).toBeNull()
  })

  test('a seed that fails is told, and ends no other', async () => {
    const parts = race((_, seed) => {
      if (seed === 2) throw new Error('no rows')
      return 'finished'
    })
    await parts.race.start({ ...defaultDocument('ad-ctr'), seed: 1 }, { repeatCount: 3 })
    expect(parts.seeds).toEqual([1, 2, 3])
    expect(parts.race.problem).toBe('Seed 2: no rows')
  })
})
