import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import type { IntervalSpec, SliceSpec } from '../../../src/core/decisions/contract.ts'
import EvaluationPage from '../../../src/labs/evaluation/EvaluationPage.svelte'
import { DecisionsState } from '../../../src/state/decisions.svelte.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import type { RunState } from '../../../src/state/run.svelte.ts'
import { allViews } from '../../../src/views/loading.ts'
import { workers } from './decision-workers.ts'
import { finishedRun } from './finished-run.ts'

await allViews()

const REST_MS = 300
function show(
  runs: RunState[] = [finishedRun(0), finishedRun(1)],
  hash = 'lab=1&step=evaluation&open=slices,intervals'
) {
  window.history.replaceState(null, '', `#${hash}`)
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  const decisions = new DecisionsState(parts.pool)
  parts.race.current = runs
  const column = { id: 'amount', label: 'Amount', help: '', kind: 'numeric', missing: 0 } as const
  parts.tables.data = runs.length ? { ...runs[0].data, columns: [column] } : null
  const { of, redraws } = workers(parts)
  render(EvaluationPage, { lab, ...parts, decisions, recordedEnd: [] })
  return { lab, parts, decisions, of, redraws }
}

/** Until everything asked for has been answered. */
async function settled() {
  await vi.advanceTimersByTimeAsync(REST_MS)
  await tick()
}

const region = (name: string) => screen.getByRole('region', { name })
const user = () => userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) })

// The first test also waits for every component to be compiled.
vi.setConfig({ testTimeout: 30_000 })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  Element.prototype.scrollIntoView = vi.fn()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('EvaluationPage', () => {
  it('before any run says what to press in each open group', () => {
    show([])
    expect(region('Slices')).toHaveTextContent('Press Train: slices are counted on finished runs.')
    expect(screen.queryByRole('button', { name: 'Redraw' })).toBeNull()
  })

  it('asks for slices of each run once the threshold rests, on the rows of the page', async () => {
    const { lab, of } = show()
    await settled()
    expect(of('slices').map(({ spec }) => spec)).toMatchObject([{ part: 'validation' }, { part: 'validation' }])
    for (const threshold of [0.1, 0.2, 0.3]) lab.setView({ threshold })
    await settled()
    expect(
      of('slices')
        .slice(2)
        .map(({ spec }) => (spec as SliceSpec).threshold)
    ).toEqual([0.3, 0.3])
    await user().click(screen.getByRole('button', { name: 'test' }))
    await settled()
    expect(of('slices').at(-1)?.spec).toMatchObject({ part: 'test' })
  })

  it('asks nothing of closed groups', async () => {
    const { of } = show(undefined, 'lab=1&step=evaluation')
    await settled()
    expect([...of('slices'), ...of('intervals')]).toEqual([])
  })

  it('redraws all runs, shows how far, and keeps what is done when it is stopped', async () => {
    const { redraws, of } = show()
    await settled()
    await user().click(screen.getByRole('button', { name: 'Redraw' }))
    await settled()
    expect(of('intervals').map(({ spec }) => (spec as IntervalSpec).redraws)).toEqual([400, 400])
    redraws[0].tell(0.5)
    await settled()
    expect(region('Intervals')).toHaveTextContent(/Redrawing, 25\s%/)
    redraws[0].end()
    await settled()
    await user().click(screen.getByRole('button', { name: 'Stop redrawing' }))
    await settled()
    redraws[0].tell(0.9)
    await settled()
    expect(region('Intervals')).toHaveTextContent(/Logistic regression 0\.\d+ \(/)
    expect(screen.getByRole('button', { name: 'Redraw' })).toBeEnabled()
  })

  it('says that intervals are of another threshold once it has moved', async () => {
    const { lab, redraws } = show([finishedRun(0)])
    await settled()
    await user().click(screen.getByRole('button', { name: 'Redraw' }))
    await settled()
    redraws[0].end()
    await settled()
    expect(region('Intervals')).not.toHaveTextContent('have changed since')
    lab.setView({ threshold: 0.4 })
    await settled()
    expect(region('Intervals')).toHaveTextContent('The threshold or the costs have changed since')
    expect(screen.getByRole('button', { name: 'Redraw again' })).toBeEnabled()
  })
})
