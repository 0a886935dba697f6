import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportPlan } from '../../../datasets/imports/plan.ts'
import { addressOf } from '../../../src/app/address.ts'
import App from '../../../src/app/App.svelte'
import { Appearance } from '../../../src/app/appearance.svelte.ts'
import { fetchAhead } from '../../../src/app/pages.ts'
import type { DataFile } from '../../../src/core/training/run.ts'
import RunsPanel from '../../../src/labs/frame/RunsPanel.svelte'
import { shownRuns } from '../../../src/labs/frame/shown-runs.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { MOST_LOOSE_RUNS } from '../../../src/state/archive.svelte.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts, type Parts } from '../../../src/state/parts.ts'
import { TrafficState } from '../../../src/state/traffic.svelte.ts'
import { finishedRun } from '../labs/finished-run.ts'
import { SilentObserver } from '../silent-observer.ts'

/** jsdom has no workers: one that never answers stands for rows still being drawn. */
class SilentWorker extends EventTarget {
  postMessage(): void {}
  terminate(): void {}
}

const plan = { columns: [{ name: 'at', role: 'time' }] } as unknown as ImportPlan
const fileOf = (name: string): DataFile => ({ name, fingerprint: '1 2', blob: new Blob([name]), plan })

function states(hash = '#lab=1') {
  window.history.replaceState(null, '', hash)
  const lab = new LabState(addressOf(window))
  return { lab, parts: openParts() }
}

function open(hash?: string) {
  const { lab, parts } = states(hash)
  render(App, { lab, parts, traffic: new TrafficState(parts, () => lab.document), appearance: new Appearance() })
  return { lab, parts }
}

// The first test also waits for every component to be compiled.
vi.setConfig({ testTimeout: 30_000 })

beforeEach(async () => {
  vi.stubGlobal('Worker', SilentWorker)
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  vi.stubGlobal('ResizeObserver', SilentObserver)
  await fetchAhead()
})
afterEach(() => vi.unstubAllGlobals())

describe('runs beyond the limit', () => {
  function full(parts: Parts, more: number) {
    const runs = Array.from({ length: MOST_LOOSE_RUNS + more }, (_, i) => finishedRun(0, { id: `run-${i}` }))
    parts.archive.add(runs)
    return runs
  }

  it('prune(current) pushes out the oldest unpinned ones, which can be kept', () => {
    const { parts } = states()
    const runs = full(parts, 3)
    runs[0].pinned = true
    parts.archive.prune([])
    expect(parts.archive.pushedOut).toEqual([runs[1], runs[2]])
    expect(parts.archive.loose).toBe(MOST_LOOSE_RUNS)
    parts.archive.keepPushedOut()
    expect([parts.archive.runs.includes(runs[1]), runs[1].pinned, parts.archive.pushedOut]).toEqual([true, true, []])
    parts.archive.prune([])
    expect(parts.archive.runs).toContain(runs[1])
  })

  it('the page says which, and one press keeps them', async () => {
    const { parts } = open()
    const runs = full(parts, 2)
    parts.archive.prune([])
    await tick()
    expect(screen.getByText(/^2 runs were removed, as 30 unpinned runs are kept\s+at most: /)).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Keep them, pinned' }))
    expect(runs.slice(0, 2).every((run) => run.pinned && parts.archive.runs.includes(run))).toBe(true)
    expect(screen.queryByText(/runs were removed/)).toBeNull()
  })

  it('the list of runs names the limit and how many count', () => {
    const { lab, parts } = states()
    const pinned = finishedRun(0, { id: 'pinned' })
    pinned.pinned = true
    parts.archive.add([pinned, finishedRun(0, { id: 'a' }), finishedRun(1, { id: 'b' })])
    render(RunsPanel, { lab, ...parts })
    expect(
      screen.getByText(/^2 of at most 30 unpinned runs are kept, of all scenarios and files: /)
    ).toBeInTheDocument()
  })
})

describe('a lab that is opened again', () => {
  it('has its model settings, base rate and runs back: scenario, other scenario, back', async () => {
    const { lab, parts } = open()
    lab.set('world', 'baseRate', 0.002)
    const run = finishedRun(0, { id: 'mine', recipe: recipeOf(lab.document) })
    parts.archive.add([run])
    parts.race.current = [run]
    await userEvent.click(screen.getByRole('button', { name: /^Scenario: / }))
    await userEvent.click(screen.getByRole('button', { name: /^Payment fraud / }))
    expect([lab.document.scenario, parts.race.current]).toEqual(['payment-fraud', []])
    await userEvent.click(screen.getByRole('button', { name: /^Scenario: / }))
    await userEvent.click(screen.getByRole('button', { name: /^Ad clicks / }))
    expect(lab.document.world.baseRate).toBe(0.002)
    expect(parts.race.current).toEqual([run])
  })

  it('shows the newest race in its world where none is on its rows', () => {
    const { lab, parts } = states()
    const old = finishedRun(0, { id: 'old', recipe: { ...recipeOf(lab.document), seed: 5 } })
    const newest = [0, 1].map((order) =>
      finishedRun(order as 0 | 1, { id: `new-${order}`, recipe: { ...recipeOf(lab.document), seed: 6 } })
    )
    parts.archive.add([old, ...newest])
    parts.race.show(lab.document)
    expect(parts.race.current).toEqual(newest)
  })

  it('shows the runs on its own file alone, and brings a file back that a kept run is on', async () => {
    const { lab, parts } = open('#lab=1&scenario=own-data')
    const [a, b] = [fileOf('a.csv'), fileOf('b.csv')]
    const bring = async (file: DataFile) => {
      lab.open({ document: lab.onFile(file), notes: [] })
      await tick()
      const run = finishedRun(0, { id: file.name, recipe: recipeOf(lab.document) })
      parts.archive.add([run])
      parts.race.current = [run]
      return run
    }
    const onA = await bring(a)
    const onB = await bring(b)
    expect(shownRuns(parts, [], lab.document).runs).toEqual([onB])
    lab.open({ document: lab.onFile(a), notes: [] })
    await tick()
    expect(shownRuns(parts, [], lab.document).runs).toEqual([onA])
    expect(await parts.race.wake({ ...lab.document, file: null, seed: 99 }, 'b.csv 1 2')).toBe(b)
    expect(await parts.race.wake({ ...lab.document, file: null, seed: 99 }, 'c.csv 1 2')).toBeNull()
  })

  it('“Back to the defaults” is one press in Learn, and keeps what a teacher set', async () => {
    const { lab } = open('#lab=1&task=Think.')
    lab.set('world', 'baseRate', 0.002)
    await userEvent.click(screen.getByRole('button', { name: 'Learn' }))
    await userEvent.click(screen.getByRole('button', { name: /^Back to the defaults of/ }))
    expect(lab.document).toMatchObject({ world: { baseRate: 0.03 }, teach: { task: 'Think.' } })
  })
})
