import '@testing-library/jest-dom/vitest'
import { fireEvent, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import TreesPanel from '../../../src/labs/models/TreesPanel.svelte'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts, type Parts } from '../../../src/state/parts.ts'
import { RoundsState } from '../../../src/state/rounds.svelte.ts'
import { allViews } from '../../../src/views/loading.ts'
import { valueOn } from '../../../src/core/report/values.ts'
import { ensembleOf } from '../views/trees-sample.ts'
import { finishedRun } from './finished-run.ts'
import { rewound, treesRun } from './trees-run.ts'

await allViews()

function states(hash = 'lab=1') {
  window.history.replaceState(null, '', `#${hash}`)
  const parts = openParts()
  return { lab: new LabState(addressOf(window)), ...parts, parts, metric: 'auc' }
}

/** A lane's worker that measures rounds as soon as it is let, and the rounds it was asked for. */
function worker(parts: Parts, run: ReturnType<typeof treesRun>) {
  const asked: number[] = []
  const waiting: (() => void)[] = []
  const { report } = run
  if (!report) throw new Error('no report')
  const rewind = (_: string, rounds: number) => {
    asked.push(rounds)
    return new Promise((resolve) => waiting.push(() => resolve(rewound(report, rounds))))
  }
  const callWith = (_: unknown, work: (lab: unknown) => unknown) => work({ runs: { rewind } })
  vi.spyOn(parts.pool, 'trainerAt').mockReturnValue({ callWith } as never)
  return { asked, answer: () => waiting.shift()?.() }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('RoundsState', () => {
  it('moves at once, and has the run measured once the slider has settled', async () => {
    const { parts } = states()
    const run = treesRun({ rounds: 20 })
    const rounds = new RoundsState(parts)
    const { asked, answer } = worker(parts, run)
    for (const round of [15, 9, 7]) rounds.move(run, round)
    expect([rounds.roundsOf(run), asked, run.report?.bestRowsSeen]).toEqual([7, [], 20_000])
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toEqual([7])
    answer()
    await vi.waitFor(() => expect(rounds.moved).toBeNull())
    expect(run.report).toMatchObject({ bestRowsSeen: 7_000, trainRowsPerSecond: 9_000 })
    expect([rounds.roundsOf(run), valueOn(run, 'auc', { part: 'validation', expected: true })]).toEqual([7, 0.507])
  })

  it('takes up the newest place where the slider moves on while its worker measures', async () => {
    const { parts } = states()
    const run = treesRun({ rounds: 20 })
    const rounds = new RoundsState(parts)
    const { asked, answer } = worker(parts, run)
    rounds.move(run, 5)
    await vi.advanceTimersByTimeAsync(200)
    for (const round of [6, 8, 12]) rounds.move(run, round)
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toEqual([5])
    answer()
    await vi.waitFor(() => expect(asked).toEqual([5, 12]))
    expect(rounds.roundsOf(run)).toBe(12)
    answer()
    await vi.waitFor(() => expect(run.report?.bestRowsSeen).toBe(12_000))
  })

  it('goes back to what was measured, and says why, where it cannot be', async () => {
    const { parts } = states()
    const run = treesRun({ rounds: 20 })
    const rounds = new RoundsState(parts)
    const callWith = () => Promise.reject(new Error('the worker stopped answering'))
    vi.spyOn(parts.pool, 'trainerAt').mockReturnValue({ callWith } as never)
    rounds.move(run, 5)
    await vi.advanceTimersByTimeAsync(200)
    await vi.waitFor(() => expect(rounds.problem).toBe('the worker stopped answering'))
    expect(rounds.roundsOf(run)).toBe(20)
  })
})

describe('TreesPanel', () => {
  it('offers both places of a training that went on beyond its best iteration, and says which counts', async () => {
    const page = states()
    const run = treesRun({ rounds: 20, ensemble: { ...ensembleOf(20), bestTrees: 13 } })
    const { asked, answer } = worker(page.parts, run)
    render(TreesPanel, { ...page, runs: [run] })
    const best = screen.getByRole('button', { name: 'best_iteration: 13 trees' })
    const all = screen.getByRole('button', { name: 'all 20 trees' })
    expect([best, all].map((button) => button.getAttribute('aria-pressed'))).toEqual(['false', 'true'])
    await fireEvent.click(best)
    await vi.advanceTimersByTimeAsync(200)
    answer()
    await vi.waitFor(() => expect(run.report?.bestRowsSeen).toBe(13_000))
    expect([best, all].map((button) => button.getAttribute('aria-pressed'))).toEqual(['true', 'false'])
    expect(asked).toEqual([13])
  })

  const heading = () => screen.queryByRole('heading', { name: 'Inside the trees' })

  it('is there for trees alone, and not where a teacher hides its pictures', () => {
    const { unmount } = render(TreesPanel, { ...states(), runs: [finishedRun(0)] })
    expect(heading()).toBeNull()
    unmount()
    render(TreesPanel, { ...states('lab=1&hide=rounds,importance,trees'), runs: [treesRun()] })
    expect(heading()).toBeNull()
  })

  it('winds rounds back in every picture before the worker has answered', async () => {
    const { lab, parts, metric } = states()
    const run = treesRun({ rounds: 20 })
    worker(parts, run)
    render(TreesPanel, { lab, ...parts, metric, runs: [finishedRun(1), run] })
    expect(screen.getByRole('heading', { name: 'Tree 1 of 20' })).toBeInTheDocument()
    const slider = screen.getByRole('slider', { name: 'Boosting rounds' })
    await fireEvent.input(slider, { target: { value: '7' } })
    expect(slider).toHaveAttribute('aria-valuetext', 'Round 7 of 20: AUC 0.8491; best 0.8500 at round 10')
    expect(screen.getByRole('heading', { name: 'Tree 1 of 7' })).toBeInTheDocument()
  })

  it('opens the trees of another run, and holds still while models train', async () => {
    const { lab, parts, metric } = states()
    const runs = [treesRun({ rounds: 20 }), treesRun({ rounds: 5, laneIndex: 1, label: 'Boosted trees 2' })]
    render(TreesPanel, { lab, ...parts, metric, runs })
    await userEvent
      .setup({ advanceTimers: vi.advanceTimersByTime })
      .selectOptions(screen.getByRole('combobox', { name: 'Trees of' }), 'Boosted trees 2')
    expect(screen.getByRole('heading', { name: 'Tree 1 of 5' })).toBeInTheDocument()
    const slider = screen.getByRole('slider', { name: 'Boosting rounds' })
    expect(slider).toBeEnabled()
    const training = finishedRun(1)
    training.status = 'running'
    parts.race.current = [training]
    await tick()
    expect(slider).toBeDisabled()
  })

  it('saves trees that ask for numbers alone as XGBoost JSON, and says why not those that split on categories', async () => {
    const { lab, parts, metric } = states()
    const { unmount } = render(TreesPanel, { lab, ...parts, metric, runs: [treesRun()] })
    expect(screen.queryByRole('button', { name: 'Save as XGBoost JSON' })).toBeNull()
    expect(screen.getByText(/^They split on categories/)).toBeInTheDocument()
    unmount()
    const [{ features, trees, base }] = [ensembleOf(1)]
    const [tree] = trees
    const stump = {
      ...tree,
      feature: Int32Array.of(0, -1, -1),
      left: Int32Array.of(1, 0, 0),
      right: Int32Array.of(2, 0, 0),
    }
    render(TreesPanel, {
      lab,
      ...parts,
      metric,
      runs: [treesRun({ rounds: 1, ensemble: { base, features, trees: [stump] } })],
    })
    expect(screen.getByRole('button', { name: 'Save as XGBoost JSON' })).toBeEnabled()
  })
})
