import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { servedWhen, stageOf } from '../../../src/core/runs/deployments.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { openParts } from '../../../src/state/parts.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { TrafficState } from '../../../src/state/traffic.svelte.ts'
import { finishedRun } from '../labs/finished-run.ts'

const DAY = 86_400
const END = 30 * DAY
const document = defaultDocument('ad-ctr')
const recipe = recipeOf(document)

function imported(): RunState {
  const run = new RunState({
    spec: { id: 'brought', recipe },
    origin: { kind: 'imported', format: 'xgboost', file: 'm.json' },
    ...{ laneIndex: 2, label: 'XGBoost: m', data: finishedRun(0).data, repeatGroup: null, startedAt: 0 },
  })
  run.report = finishedRun(0).report
  run.status = 'finished'
  return run
}

/** Traffic whose workers answer at once: what they were asked, and what to fail with next. */
function flowing(runs: readonly RunState[]) {
  const parts = openParts()
  const { race, archive } = parts
  race.current = runs
  const asked: { id: string; from: number; drifts: number }[] = []
  const trained: RunState[] = []
  const fail: { with: Error | null } = { with: null }
  const lab = {
    runs: {
      watch: async (id: string, window: { from: number; drifts: readonly unknown[] }) => {
        const error = fail.with
        fail.with = null
        if (error) throw error
        asked.push({ id, from: window.from, drifts: window.drifts.length })
        return { from: window.from }
      },
    },
  }
  vi.spyOn(parts.tables, 'end').mockResolvedValue(END)
  vi.spyOn(parts.tables, 'recent').mockResolvedValue({ ...recipe, range: { from: 10, to: 110 } })
  vi.spyOn(parts.pool, 'trainerAt').mockReturnValue({
    callWith: (_run: RunState, work: (on: unknown) => unknown) => work(lab),
    releaseLoose: () => undefined,
  } as never)
  vi.spyOn(race, 'trainAside').mockImplementation(async (run) => {
    trained.push(run)
    run.report = finishedRun(0).report
    run.status = 'finished'
  })
  const traffic = new TrafficState(parts, () => document)
  const windows = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const before = traffic.time
      traffic.step()
      await vi.waitFor(() => expect(traffic.problem !== null || traffic.time !== before).toBe(true))
    }
  }
  return { race, archive, traffic, asked, trained, fail, windows }
}

const own = (id: string) => finishedRun(0, { id, recipe })

beforeEach(() => vi.stubGlobal('navigator', { hardwareConcurrency: 4 }))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('live traffic', () => {
  it('opens where the table ends, with every model of the race, and writes down who serves', async () => {
    const { race, archive, traffic, asked, windows } = flowing([own('a'), imported()])
    await windows(1)
    expect(asked.map(({ id, from }) => [id, from])).toEqual([
      ['a', END],
      ['brought', END],
    ])
    expect(traffic.windows.map(({ reports }) => reports.length)).toEqual([1, 1])
    const [{ log, from, to }] = archive.operations
    expect([from, to]).toEqual([END, traffic.time])
    expect([stageOf(log, 'a'), stageOf(log, 'brought'), stageOf(log, 'other')]).toEqual([
      ...['champion', 'champion', 'candidate'],
    ])
    expect([race.holds.holdersOf('a'), race.holds.holdersOf('other')]).toEqual([['race', 'traffic'], []])
  })

  it('a drift begins at its time, and no window before it is bent', async () => {
    const { traffic, asked, windows } = flowing([own('a')])
    await windows(1)
    traffic.inject({ ...document.drift, delay: DAY })
    await windows(1)
    expect(asked.map(({ drifts }) => drifts)).toEqual([0, 1])
    expect(traffic.events).toMatchObject([{ kind: 'drift', time: END + DAY / 4 + DAY }])
  })

  it('a retraining retires the old version, keeps the new one and leaves imported models alone', async () => {
    const { race, archive, traffic, trained, asked, windows } = flowing([own('a'), imported()])
    await windows(2)
    const at = traffic.time
    traffic.retrain(3)
    await vi.waitFor(() => expect(traffic.events).toHaveLength(1))
    expect(trained.map(({ origin }) => origin)).toEqual([{ kind: 'retrained', of: 'a', rows: { from: 10, to: 110 } }])
    const fresh = trained[0].spec.id
    expect(archive.operations[0].versions.map(({ trainedOn }) => trainedOn)).toEqual([
      ...[undefined, undefined, { from: at - 3 * DAY, to: at }],
    ])
    expect(archive.retrained).toEqual(trained)
    expect(servedWhen(archive.operations[0].log)).toEqual([
      { version: 'a', from: END, to: at },
      { version: 'brought', from: END, to: null },
      { version: fresh, from: at, to: null },
    ])
    expect([race.holds.holdersOf('a'), race.holds.holdersOf(fresh)]).toEqual([['race'], ['traffic']])
    await windows(1)
    expect(asked.slice(-2).map(({ id }) => id)).toEqual([fresh, 'brought'])
  })

  it('a model that is wound back meanwhile is another version from the next window on, and forward again the first', async () => {
    const run = own('a')
    const { archive, windows, traffic } = flowing([run])
    await windows(1)
    run.rewoundTo = 3
    await windows(2)
    run.rewoundTo = null
    await windows(1)
    const [{ log, versions }] = archive.operations
    const at = [END, END + DAY / 4, END + (3 * DAY) / 4]
    expect(servedWhen(log)).toEqual([
      { version: 'a', from: at[0], to: at[1] },
      { version: 'a@3', from: at[1], to: at[2] },
      { version: 'a', from: at[2], to: null },
    ])
    expect(versions).toMatchObject([
      { id: 'a', label: run.label, origin: { kind: 'trained' }, seed: recipe.seed },
      { id: 'a@3', label: `${run.label}, first 3 rounds`, origin: { kind: 'rewound', of: 'a', rounds: 3 } },
    ])
    expect(traffic.operation).toBe(archive.operations[0])
  })

  it('with imported models alone says that none can be retrained', async () => {
    const { traffic, windows } = flowing([imported()])
    await windows(1)
    traffic.retrain(1)
    await vi.waitFor(() => expect(traffic.problem).toMatch(/^Imported models cannot be retrained here/))
    expect(traffic.retraining).toBeNull()
  })

  it('a failure pauses traffic in one line, and the next step goes on with the same window', async () => {
    const { traffic, asked, fail, windows } = flowing([own('a')])
    await windows(1)
    const at = traffic.time
    fail.with = new Error('no such rows')
    traffic.start()
    await vi.waitFor(() => expect(traffic.problem).toBe('no such rows'))
    expect([traffic.status, traffic.time]).toEqual(['paused', at])
    traffic.problem = null
    await windows(1)
    expect(asked.map(({ from }) => from)).toEqual([END, at])
  })

  it('serves no model of an earlier version of its world, and says why', async () => {
    const old = finishedRun(0, { id: 'old', recipe: { ...recipe, version: recipe.version - 1 } })
    const { traffic, race, asked, windows } = flowing([old])
    await windows(1)
    expect(traffic.problem).toMatch(/made with an earlier version of this world/)
    race.current = [old, own('new')]
    traffic.problem = null
    await windows(1)
    expect(asked.map(({ id }) => id)).toEqual(['new'])
  })
})
