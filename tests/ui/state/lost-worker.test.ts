import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { servedWhen } from '../../../src/core/runs/deployments.ts'
import { keepIn } from '../../../src/state/run-store.ts'
import type { KeptOperation } from '../../../src/state/kept-operation.ts'
import { treesRun } from '../labs/trees-run.ts'
import { keptDatabase } from './kept-database.ts'
import { keptRun } from './kept-fixtures.ts'
import { END, liveParts, own, recipe, WINDOW } from './live-parts.ts'

const on = vi.hoisted(() => ({ keep: null as unknown }))
vi.mock('../../../src/state/run-store.ts', async (original) => ({
  ...(await original<object>()),
  openKeep: async () => on.keep,
}))

const LANE = 'lane-1'
let disk: ReturnType<typeof keptDatabase>

beforeEach(() => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 4 })
  disk = keptDatabase()
  on.keep = keepIn(disk.database, () => undefined)
})
afterEach(() => void vi.unstubAllGlobals())

/** A lab on a disk of its own, with these models. */
async function awake(...models: ReturnType<typeof own>[]) {
  const all = liveParts()
  await all.parts.archive.wake(() => undefined)
  all.parts.race.current = models
  return all
}

const keptTraffic = () => disk.read('operations', disk.stored('operations')[0]) as KeptOperation

describe('a worker that dies while a window is under way', () => {
  it('loses no window and counts none twice: a fresh one is asked for it again, and goes on', async () => {
    const lab = await awake(own('a', 0), own('b', 1))
    await lab.step()
    lab.held.add('a')
    const second = lab.step()
    await vi.waitFor(() => expect(lab.askedOf('a')).toHaveLength(2))
    lab.held.clear()
    expect(keptTraffic().to).toBe(END + WINDOW)
    lab.lose(LANE)
    await second
    expect([lab.askedOf('a'), lab.askedOf('b')]).toEqual([
      [END, END + WINDOW, END + WINDOW],
      [END, END + WINDOW],
    ])
    await lab.step()
    const three = [END, END + WINDOW, END + 2 * WINDOW]
    expect(lab.counted()).toEqual([three, three])
    expect([lab.lane(LANE), lab.lane('lane-2'), lab.restored]).toEqual([2, 1, ['a', 'b', 'a']])
    await vi.waitFor(() => expect(keptTraffic().to).toBe(END + 3 * WINDOW))
    expect(servedWhen(keptTraffic().log)).toEqual(['a', 'b'].map((version) => ({ version, from: END, to: null })))
  })

  it('twice pauses traffic in one line, keeps what was reached, and the next step asks a fresh one for the same window', async () => {
    const lab = await awake(own('a', 0), own('b', 1))
    await lab.step()
    lab.held.add('a')
    const lost = lab.step()
    for (const times of [2, 3]) {
      await vi.waitFor(() => expect(lab.askedOf('a')).toHaveLength(times))
      lab.lose(LANE)
    }
    await lost
    expect([lab.traffic.problem, lab.traffic.time]).toEqual(['out of memory', END + WINDOW])
    expect([lab.counted(), keptTraffic().to]).toEqual([[[END], [END]], END + WINDOW])
    lab.held.clear()
    lab.traffic.problem = null
    await lab.step()
    expect(lab.counted()).toEqual([
      [END, END + WINDOW],
      [END, END + WINDOW],
    ])
    expect(lab.lane(LANE)).toBe(3)
  })

  it('of traffic that a reload ends leaves on disk what had been counted, and whose versions served', async () => {
    const lab = await awake(own('a'))
    await lab.step()
    lab.held.add('a')
    lab.traffic.step()
    await vi.waitFor(() => expect(lab.askedOf('a')).toHaveLength(2))
    const { parts } = await awake()
    expect(parts.archive.operations).toEqual([keptTraffic()])
    expect(parts.archive.operations[0]).toMatchObject({ from: END, to: END + WINDOW, versions: [{ id: 'a' }] })
  })
})

describe('a worker that dies while a model trains', () => {
  const { checkpoint } = treesRun().report!

  it('on live traffic goes on from its checkpoint, and one version is promoted and kept', async () => {
    const lab = await awake(own('a'))
    await lab.step()
    lab.traffic.retrain(3)
    await vi.waitFor(() => expect(lab.trainings).toHaveLength(1))
    const worker = lab.workers.find(({ name }) => name === LANE)!.fake
    worker.say({ type: 'checkpoint', checkpoint })
    await new Promise((resolve) => setTimeout(resolve, 20))
    lab.lose(LANE)
    await vi.waitFor(() => expect(lab.trainings).toHaveLength(2))
    const [{ spec }, { from, end }] = lab.trainings
    expect(from?.rowsSeen).toBe(checkpoint.rowsSeen)
    end({ ...own('a').report!, id: spec.id, checkpoint })
    await vi.waitFor(() => expect(lab.traffic.events).toHaveLength(1))
    await lab.step()
    expect(servedWhen(keptTraffic().log).map(({ version }) => version)).toEqual(['a', spec.id])
    expect(lab.parts.archive.retrained.map(({ spec: { id } }) => id)).toEqual([spec.id])
    await vi.waitFor(() => expect(disk.stored('runs')).toEqual([spec.id]))
    expect(lab.askedOf(spec.id)).toEqual([END + WINDOW])
  })

  it('of an unfinished run goes on once more from the place that was kept, and is kept once', async () => {
    const spec = { ...keptRun().spec, id: 'half', recipe }
    disk.put('runs', 'half', keptRun({ id: 'half', spec, report: null, status: 'running', checkpoint }))
    const lab = await awake()
    const done = lab.parts.race.continueUnfinished()
    await vi.waitFor(() => expect(lab.trainings).toHaveLength(1))
    lab.lose(LANE)
    await vi.waitFor(() => expect(lab.trainings).toHaveLength(2))
    expect(lab.trainings.map(({ from }) => from)).toEqual([checkpoint, checkpoint])
    expect(disk.read('runs', 'half')).toMatchObject({ report: null, checkpoint: { rowsSeen: checkpoint.rowsSeen } })
    lab.trainings[1].end({ ...own('a').report!, id: 'half', checkpoint })
    await done
    await vi.waitFor(() => expect(disk.read('runs', 'half')).toMatchObject({ status: 'finished', checkpoint: null }))
    expect(disk.stored('runs')).toEqual(['half'])
  })
})
