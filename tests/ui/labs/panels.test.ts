import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import Notices from '../../../src/app/Notices.svelte'
import LanesPanel from '../../../src/labs/models/LanesPanel.svelte'
import RunsPanel from '../../../src/labs/frame/RunsPanel.svelte'
import Transport from '../../../src/labs/frame/Transport.svelte'
import RunsNotice from '../../../src/labs/frame/RunsNotice.svelte'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { TrafficState } from '../../../src/state/traffic.svelte.ts'
import { finishedRun } from './finished-run.ts'
import { treesRun } from './trees-run.ts'

function states(hash = '') {
  window.history.replaceState(null, '', `#${hash}`)
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  return { lab, parts, traffic: new TrafficState(parts, () => lab.document) }
}

afterEach(() => vi.restoreAllMocks())

/** Trees that were cut off on their way down after so many rounds. */
function cutOff(rounds: number) {
  const run = treesRun({ rounds })
  if (!run.report) throw new Error('no report')
  const ending = {
    reason: 'finished',
    text: `${rounds} rounds; validation was still improving`,
    isImproving: true,
  } as const
  run.report = { ...run.report, ending, resolved: { rounds } }
  return run
}

describe('Transport', () => {
  it('offers to go on where validation was still improving, for twice as long, and Train then trains as long', async () => {
    const { lab, parts } = states('lab=1&models=gbdt&gbdt.rounds=20')
    parts.race.current = [cutOff(20)]
    const trained = vi.spyOn(parts.race, 'trainLonger').mockResolvedValue()
    render(Transport, { lab, ...parts })
    expect(screen.getByText(/finished, still improving$/)).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
    expect(trained.mock.calls).toEqual([[parts.race.current]])
    expect(lab.document.lanes[0].settings.rounds).toBe(40)
  })

  it('offers nothing to go on with where a run settled, or trains as long as it may', () => {
    const { lab, parts } = states('lab=1&models=gbdt')
    const longest = cutOff(20)
    if (longest.report) longest.report = { ...longest.report, resolved: { rounds: 1000 } }
    for (const run of [treesRun({ rounds: 20 }), longest]) {
      parts.race.current = [run]
      const { unmount } = render(Transport, { lab, ...parts })
      expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull()
      unmount()
    }
  })

  it('idle offers Train, Step and Repeat ×5, but nothing to stop', () => {
    const { lab, parts } = states('lab=1&rows=50000')
    render(Transport, { lab, ...parts })
    expect(screen.getByRole('button', { name: 'Train' })).toBeEnabled()
    expect(screen.getByRole('button', { name: 'Stop' })).toBeDisabled()
    expect(screen.getByText(/2 models on\s+50,000 rows/)).toBeInTheDocument()
  })

  it('while it runs offers Pause and Stop, and says how far it is', () => {
    const { lab, parts } = states()
    const run = finishedRun(1)
    Object.assign(run, { status: 'running', rowsSeen: 21_000, rowsTotal: 42_000, rowsPerSecond: 10_000 })
    parts.race.current = [run]
    render(Transport, { lab, ...parts })
    expect(screen.getByRole('button', { name: 'Pause' })).toBeEnabled()
    expect(screen.getByRole('button', { name: 'Stop' })).toBeEnabled()
    expect(screen.getByText(/of 42,000 rows/)).toHaveTextContent('21,000 of 42,000 rows · 10,000 rows/s · 3 s left')
  })

  it('counts no rows of another world, and names it while models still train there', async () => {
    const { lab, parts } = states('lab=1&scenario=payment-fraud&rows=50000')
    const run = finishedRun(1)
    parts.race.current = [run]
    render(Transport, { lab, ...parts })
    expect(screen.getByText(/models on\s+50,000 rows/)).toBeInTheDocument()
    Object.assign(run, { status: 'running', rowsSeen: 21_000, rowsTotal: 42_000 })
    await tick()
    expect(screen.getByText(/of 42,000 rows/)).toHaveTextContent(`21,000 of 42,000 rows of Ad clicks`)
  })

  it('paused offers Resume and Step', () => {
    const { lab, parts } = states()
    const run = finishedRun(1)
    run.status = 'paused'
    parts.race.current = [run]
    render(Transport, { lab, ...parts })
    expect(screen.getByRole('button', { name: 'Resume' })).toBeEnabled()
    expect(screen.getByRole('button', { name: 'Step' })).toBeEnabled()
  })

  it('locked by a teacher cannot train; hidden is not there', () => {
    const locked = states('lab=1&lock=train')
    const { unmount } = render(Transport, { lab: locked.lab, ...locked.parts })
    expect(screen.getByRole('button', { name: 'Train' })).toBeDisabled()
    unmount()
    const hidden = states('lab=1&hide=train')
    render(Transport, { lab: hidden.lab, ...hidden.parts })
    expect(screen.queryByRole('button', { name: 'Train' })).toBeNull()
  })
})

describe('LanesPanel', () => {
  it('names each entrant and what was changed of it', async () => {
    const { lab, parts } = states('lab=1&models=logistic,dcn-v2,dcn-v2&dcn-v2-2.rate=0.003')
    render(LanesPanel, { lab, ...parts })
    expect(screen.getByText('DCN-V2 2', { selector: 'summary span' }).closest('summary')).toHaveTextContent(
      'learning rate 0.003'
    )
    expect(screen.getByText('Logistic regression', { selector: 'summary span' }).closest('summary')).toHaveTextContent(
      'defaults'
    )
  })

  it('names an entrant as its runs are named', () => {
    const { lab, parts } = states('lab=1&models=logistic,balanced:logistic')
    render(LanesPanel, { lab, ...parts })
    expect(screen.getByText('Logistic regression', { selector: 'summary span' })).toBeInTheDocument()
    expect(screen.getByText('Logistic regression balanced', { selector: 'summary span' })).toBeInTheDocument()
  })

  it.each([
    ['ad-ctr', 1],
    ['payment-fraud', 0],
  ])('of %s offers the position as a feature where rows have one', (scenario, count) => {
    const { lab, parts } = states(`lab=1&scenario=${scenario}&models=gbdt`)
    render(LanesPanel, { lab, ...parts })
    expect(screen.queryAllByText('Position as a feature')).toHaveLength(count)
  })

  it('imports no model before there are rows to measure it on', () => {
    const { lab, parts } = states('lab=1&scenario=own-data&step=models')
    render(LanesPanel, { lab, ...parts })
    expect(screen.queryByLabelText(/^Import an XGBoost model/)).toBeNull()
  })

  it('adds up to four, duplicates and removes', async () => {
    const { lab, parts } = states()
    render(LanesPanel, { lab, ...parts })
    for (const name of ['DCN-V2', 'Logistic regression']) {
      await userEvent.click(screen.getByRole('button', { name: 'Add a model' }))
      const list = screen.getByRole('list', { name: 'Add a model' })
      await userEvent.click(within(list).getByRole('button', { name }))
    }
    expect(lab.document.lanes).toHaveLength(4)
    expect(screen.queryByRole('button', { name: 'Add a model' })).toBeNull()
    expect(screen.getByText(/^4 models race at most/)).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Remove DCN-V2 2', hidden: true }))
    expect(lab.document.lanes.map((lane) => lane.id)).toEqual(['logistic', 'dcn-v2', 'logistic-2'])
  })

  it('offers the rate of an entrant under way, and orders a change of it', async () => {
    const { lab, parts } = states()
    const run = finishedRun(1)
    Object.assign(run, { status: 'running', rate: 0.003 })
    parts.race.current = [run]
    const ordered = vi.spyOn(parts.race, 'setRate').mockImplementation(() => undefined)
    render(LanesPanel, { lab, ...parts })
    const live = screen.getByRole('group', { name: 'Learning rate of DCN-V2, while it trains' })
    expect(live).toHaveTextContent('rate now 0.003')
    await userEvent.click(within(live).getByRole('button', { name: 'A third of the rate' }))
    expect(ordered).toHaveBeenCalledWith('dcn-v2', 0.001)
  })

  it('offers no rate of trees, which have none', () => {
    const { lab, parts } = states('lab=1&models=gbdt')
    const run = treesRun()
    run.status = 'running'
    parts.race.current = [run]
    render(LanesPanel, { lab, ...parts })
    expect(screen.queryByRole('group', { name: /^Learning rate/ })).toBeNull()
  })

  it('composition locked by a teacher has no such buttons', () => {
    const { lab, parts } = states('lab=1&lock=models')
    render(LanesPanel, { lab, ...parts })
    expect(screen.queryByRole('button', { name: 'Add a model' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Duplicate DCN-V2', hidden: true })).toBeNull()
    expect(screen.queryByLabelText(/^Import an XGBoost model/)).toBeNull()
  })
})

describe('a lane of LanesPanel', () => {
  it('shows under a model what its last training noted', () => {
    const { lab, parts } = states('lab=1&models=dcn-v2')
    const run = finishedRun(1)
    if (run.report) run.report = { ...run.report, notes: ['validation has 6 positives, fewer than 30'] }
    parts.race.current = [run]
    render(LanesPanel, { lab, ...parts })
    expect(screen.getByText('validation has 6 positives, fewer than 30.')).toBeInTheDocument()
  })

  it('shows what auto comes to on the rows at hand', () => {
    const { lab, parts } = states('lab=1&models=dcn-v2')
    parts.tables.data = finishedRun(1).data
    render(LanesPanel, { lab, ...parts })
    for (const number of [512, 2]) expect(screen.getByText(`auto: ${number} here`)).toBeInTheDocument()
  })
})

describe('RunsPanel', () => {
  it('lists and clears the runs on this scenario alone', async () => {
    const { lab, parts } = states()
    const clicks = ['a', 'b', 'c'].map((id) => finishedRun(0, { id }))
    const { recipe } = clicks[0].spec
    const payments = finishedRun(1, { id: 'd', recipe: { ...recipe, dataset: 'payment-fraud' } })
    parts.archive.add([...clicks, payments])
    render(RunsPanel, { lab, ...parts })
    expect(screen.getAllByRole('button', { name: /^Remove/ })).toHaveLength(3)
    expect(screen.getByText('1 run on another scenario is kept there.')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Clear unpinned runs' }))
    expect(parts.archive.runs).toEqual([payments])
  })
})

describe('RunsNotice', () => {
  it('says which entrants have been set otherwise since they were trained', async () => {
    const { lab } = states('lab=1&scenario=ad-ctr')
    const runs = [finishedRun(0), finishedRun(1)]
    const { container } = render(RunsNotice, { lab, runs, isRecorded: false })
    expect(container).toHaveTextContent(/^$/)
    lab.setLane('logistic', 'recalibrate', 'platt')
    await tick()
    expect(container).toHaveTextContent('Logistic regression has other settings now. Press Train.')
    lab.setLane('logistic', 'recalibrate', 'none')
    await tick()
    expect(container).toHaveTextContent(/^$/)
  })
})

describe('Notices', () => {
  /** DCN-V2 as it exploded at rate 0.3, with its last good point after so many rows. */
  function diverged(goodRows: number) {
    const run = finishedRun(1)
    if (!run.report) throw new Error('no report')
    const text = `diverged at learning rate 0.3 after 12800 rows: training log loss 9.1; the last good point is row ${goodRows}`
    const checkpoint = { ...run.report.checkpoint, rate: 0.3, rowsSeen: goodRows }
    run.report = { ...run.report, ending: { reason: 'diverged', text }, checkpoint }
    run.status = 'diverged'
    return run
  }

  it('a divergence says why and offers two ways on, each with its rate, which the knob takes over', async () => {
    const { lab, parts, traffic } = states()
    parts.race.current = [diverged(6_400)]
    const retried = vi.spyOn(parts.race, 'retryFrom').mockResolvedValue()
    render(Notices, { lab, ...parts, traffic })
    expect(screen.getByRole('alert')).toHaveTextContent(
      'DCN-V2 diverged at learning rate 0.3 after 12,800 rows: training log loss 9.1; the last good point is row 6,400.'
    )
    await userEvent.click(screen.getByRole('button', { name: 'Go on from the last good point at rate 0.1' }))
    expect(lab.document.lanes.map(({ settings }) => settings.rate)).toEqual([0.01, 0.1])
    await userEvent.click(screen.getByRole('button', { name: 'Start again at rate 0.03' }))
    expect(lab.document.lanes.map(({ settings }) => settings.rate)).toEqual([0.01, 0.03])
    expect(retried.mock.calls.map(([, how]) => how)).toEqual(['last good point', 'lower rate'])
  })

  it('a divergence before any good point only begins again, and not while others train', async () => {
    const { lab, parts, traffic } = states()
    const other = finishedRun(0)
    other.status = 'running'
    parts.race.current = [other, diverged(0)]
    render(Notices, { lab, ...parts, traffic })
    expect(screen.queryByRole('button', { name: /last good point/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Start again at rate 0.03' })).toBeDisabled()
    other.status = 'finished'
    await tick()
    expect(screen.getByRole('button', { name: 'Start again at rate 0.03' })).toBeEnabled()
  })

  it('a world that its knobs contradict is refused in the words of its controls', () => {
    const { lab, parts, traffic } = states()
    parts.race.problem =
      'invalid baseRate: 0.2; expected at most 0.172, the share of impressions examined at this position bias'
    render(Notices, { lab, ...parts, traffic })
    expect(screen.getByRole('alert')).toHaveTextContent(/^Base rate: 20 % is more than .*; at most 17\.2 %, the share/)
  })
})
