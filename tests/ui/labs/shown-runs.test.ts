import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Recording, recordings } from '../../../src/app/recording.svelte.ts'
import { emptyRace } from '../../../src/labs/models/empty-race.ts'
import { dataHere, shownRuns } from '../../../src/labs/frame/shown-runs.ts'
import { defaultDocument, laneOfModel } from '../../../src/scenarios/document.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { finishedRun } from './finished-run.ts'

const lab = defaultDocument('ad-ctr')
const recorded = [finishedRun(0), finishedRun(1)]
const nothing = { archive: { runs: [] }, race: { current: [], status: 'idle' } } as const

describe('shownRuns', () => {
  it('is the recording until there is a run of one’s own', () => {
    expect(shownRuns(nothing, recorded, lab)).toMatchObject({ isRecorded: true, runs: recorded })
    expect(shownRuns({ ...nothing, race: { current: [], status: 'preparing' } }, recorded, lab).isRecorded).toBe(false)
  })

  it.each([
    ['other rows', { ...lab, world: { ...lab.world, rows: 50_000 } }],
    ['another seed', { ...lab, seed: 2 }],
    ['another entrant', { ...lab, lanes: [...lab.lanes, laneOfModel('fm', 'fm')] }],
    ['another setting', { ...lab, lanes: [lab.lanes[0], laneOfModel('dcn-v2', 'dcn-v2', { rate: 0.001 })] }],
  ])('is nothing where Train would do otherwise than was recorded: %s', (_, document) => {
    expect(shownRuns(nothing, recorded, document)).toEqual({ runs: [], ghosts: [], isRecorded: false })
  })

  it('is every seed of a repeat, with pinned older runs as ghosts', () => {
    const old = finishedRun(0, { id: 'old' })
    const pinned = finishedRun(1, { id: 'pinned' })
    pinned.pinned = true
    const seeds = [finishedRun(1, { id: 'a' }, 'five'), finishedRun(1, { id: 'b' }, 'five')]
    const shown = shownRuns(
      { archive: { runs: [old, pinned, ...seeds] }, race: { current: [seeds[1]], status: 'idle' } },
      recorded,
      lab
    )
    expect(shown).toEqual({ runs: seeds, ghosts: [pinned], isRecorded: false })
  })

  it('is none of the runs of another world, pinned or not', () => {
    const runs = [finishedRun(0), finishedRun(1)]
    runs[0].pinned = true
    const shown = shownRuns(
      { archive: { runs }, race: { current: runs, status: 'idle' } },
      [],
      defaultDocument('payment-fraud')
    )
    expect(shown).toEqual({ runs: [], ghosts: [], isRecorded: false })
  })
})

describe.each(Object.keys(recordings))('the recording of %s', (scenario) => {
  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({ matches: true }))
    vi.stubGlobal('requestAnimationFrame', () => 1)
    vi.stubGlobal('cancelAnimationFrame', () => undefined)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('is what its default lab would train, so that the page opens on it', async () => {
    const recording = new Recording()
    await recording.play(scenario)
    expect(shownRuns(nothing, recording.ended, defaultDocument(scenario)).isRecorded).toBe(true)
  })
})

describe('dataHere', () => {
  it('is nothing while the rows described are still those of another world', () => {
    const data = { ...recorded[0].data, dataset: 'ad-ctr' }
    expect(dataHere(data, lab)).toBe(data)
    expect(dataHere(data, defaultDocument('own-data'))).toBeNull()
  })
})

describe('emptyRace', () => {
  it('says what Train will do, and names the best possible only where it is known', () => {
    expect(emptyRace({ ...lab, world: { ...lab.world, rows: 5_000_000 } }, nothing.race)).toMatch(
      /^Press Train: 2 models learn from a table of 5,000,000 rows, .* towards the best possible\.$/
    )
    expect(emptyRace(defaultDocument('fraud-handbook'), nothing.race)).not.toMatch(/best possible/)
  })

  it('asks for no press that has been made, and for rows where there are none', () => {
    expect(emptyRace(lab, { ...nothing.race, status: 'running' })).toBe('First measurement soon…')
    expect(emptyRace(defaultDocument('own-data'), nothing.race)).toMatch(/bring a CSV or Parquet file/)
  })

  it('names the world in which models still train', () => {
    const { spec, label, data } = recorded[0]
    const run = new RunState({ ...{ spec, label, data }, laneIndex: 0, repeatGroup: null, startedAt: 0 })
    expect(emptyRace(defaultDocument('payment-fraud'), { current: [run], status: 'running' })).toMatch(
      /^Models are training on .*: wait/
    )
  })
})
