import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readRecipe } from '../../../src/core/training/recipe-key.ts'
import { MOST_LOOSE_RUNS, MOST_OPERATIONS, RunArchive } from '../../../src/state/archive.svelte.ts'
import { keepIn } from '../../../src/state/run-store.ts'
import { finishedRun } from '../labs/finished-run.ts'
import { treesRun } from '../labs/trees-run.ts'
import { keptDatabase } from './kept-database.ts'
import { earliest, keptRun } from './kept-fixtures.ts'

const on = vi.hoisted(() => ({ keep: null as unknown }))
vi.mock('../../../src/state/run-store.ts', async (original) => ({
  ...(await original<object>()),
  openKeep: async () => on.keep,
}))

let disk: ReturnType<typeof keptDatabase>
beforeEach(() => {
  disk = keptDatabase()
  on.keep = keepIn(disk.database, () => undefined)
})
afterEach(() => vi.useRealTimers())

async function awake(): Promise<RunArchive> {
  const archive = new RunArchive()
  expect(await archive.wake(() => undefined)).toBe(true)
  return archive
}

/** Writes to disk are not awaited by the page. */
const stored = (ids: readonly string[]) => vi.waitFor(() => expect(disk.stored('runs')).toEqual(ids))

const ended = (id: string) => {
  const run = finishedRun(0, { id, recipe: readRecipe(finishedRun(0).spec.recipe) })
  run.report = run.report && { ...run.report, id, checkpoint: treesRun().report!.checkpoint }
  return run
}

describe('RunArchive', () => {
  it('wake() brings back what has ended, the oldest first, and offers what was left unfinished', async () => {
    disk.put('runs', 'new', keptRun({ id: 'new', startedAt: 2 }))
    disk.put('runs', 'old', { ...earliest(keptRun({ startedAt: 1 })), id: 'old' })
    const { checkpoint } = keptRun().report!
    const half = { id: 'half', report: null, status: 'running', rowsSeen: 500, checkpoint } as const
    disk.put('runs', 'half', keptRun(half))
    const archive = await awake()
    expect(archive.runs.map(({ startedAt }) => startedAt)).toEqual([1, 2])
    expect(archive.unfinishedInWords).toMatchObject({ rowsSeen: 500 })
    const [taken] = archive.takeUnfinished()
    expect([taken.checkpoint, taken.run.status]).toEqual([checkpoint, 'waiting'])
    expect(archive.unfinished).toEqual([])
  })

  it('wake() continues no run of an earlier version of its world, says so, and keeps it until it is removed', async () => {
    const { checkpoint } = keptRun().report!
    const { recipe } = keptRun().spec
    const half = {
      report: null,
      status: 'running',
      rowsSeen: 3e5,
      checkpoint: { ...checkpoint, rowsSeen: 3e5 },
    } as const
    const spec = { ...keptRun().spec, recipe: { ...recipe, version: recipe.version - 1 } }
    disk.put('runs', 'old', keptRun({ ...half, id: 'old', spec: { ...spec, id: 'old' } }))
    disk.put('runs', 'half', keptRun({ ...half, id: 'half' }))
    const archive = await awake()
    expect(archive.unfinished.map(({ id }) => id)).toEqual(['half'])
    const [old] = archive.stranded
    expect([archive.runs, archive.stranded.length, old.status, old.evaluations.length > 0]).toEqual([
      ...[[old], 1, 'failed', true],
    ])
    expect(old.problem).toBe(
      'stopped at 300,000 rows on an earlier version of this world, whose rows cannot be drawn again: it cannot go on; train it again'
    )
    archive.pin('old', true)
    archive.discardUnfinished()
    await stored(['old'])
    expect(disk.read('runs', 'old')).toMatchObject({ checkpoint: { rowsSeen: 3e5 } })
    archive.remove('old')
    await stored([])
    expect([archive.runs, archive.stranded]).toEqual([[], []])
  })

  it('prune(current) takes the oldest loose runs off disk, and keepPushedOut() brings them back, pinned', async () => {
    const archive = await awake()
    const runs = Array.from({ length: MOST_LOOSE_RUNS + 1 }, (_, i) => ended(`run-${i}`))
    archive.add(runs)
    for (const run of runs) archive.save(run)
    archive.prune([])
    expect(archive.pushedOut).toEqual([runs[0]])
    await vi.waitFor(() => expect(disk.stored('runs')).not.toContain('run-0'))
    archive.keepPushedOut()
    await vi.waitFor(() => expect(disk.read('runs', 'run-0')).toMatchObject({ pinned: true }))
    expect(archive.runs[0]).toBe(runs[0])
  })

  it('keeps a pin and a look at test across a reload', async () => {
    const archive = await awake()
    const run = ended('seen')
    archive.add([run])
    run.pinned = true
    archive.lookAtTest([run])
    await stored(['seen'])
    const [again] = (await awake()).runs
    expect([again.pinned, again.lookedAtTest, again.origin]).toEqual([true, true, run.origin])
  })

  it('keeps a run under way every two seconds at most, and forgets it once it has come to nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const archive = await awake()
    const { checkpoint } = keptRun().report!
    const run = finishedRun(0, { id: 'going' })
    run.report = null
    archive.saveSometimes(run, checkpoint)
    archive.saveSometimes(run, { ...checkpoint, rowsSeen: 7 })
    await stored(['going'])
    expect(disk.read('runs', 'going')).toMatchObject({ checkpoint: { rowsSeen: checkpoint.rowsSeen } })
    vi.setSystemTime(Date.now() + 2_000)
    archive.saveSometimes(run, { ...checkpoint, rowsSeen: 9 })
    await vi.waitFor(() => expect(disk.read('runs', 'going')).toMatchObject({ checkpoint: { rowsSeen: 9 } }))
    run.status = 'stopped'
    archive.save(run)
    await stored([])
  })

  it('keeps retrained models beside the runs, and live traffic, of which the oldest goes', async () => {
    const archive = await awake()
    archive.addRetrained([ended('fresh')])
    await stored(['fresh'])
    const kept = disk.read('runs', 'fresh') as object
    disk.put('runs', 'fresh', { ...kept, origin: { kind: 'retrained', of: 'a', rows: { from: 0, to: 9 } } })
    const operation = { startedAt: 0, dataset: 'ad-ctr', from: 0, to: 1, versions: [], log: [] }
    for (let i = 0; i <= MOST_OPERATIONS; i++) archive.saveOperation({ ...operation, id: `op-${i}`, startedAt: i })
    await vi.waitFor(() => expect(disk.stored('operations')).toHaveLength(MOST_OPERATIONS))
    const again = await awake()
    expect([again.runs.length, again.retrained.map(({ spec }) => spec.id)]).toEqual([0, ['fresh']])
    expect(again.operations.map(({ id }) => id)).toEqual(archive.operations.map(({ id }) => id))
    expect(again.operations[0].id).toBe('op-1')
  })
})
