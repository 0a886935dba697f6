import { DAY } from '../../../src/core/kernel/time.ts'
import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import TrafficTransport from '../../../src/labs/operation/TrafficTransport.svelte'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { TrafficState } from '../../../src/state/traffic.svelte.ts'
import { finishedRun } from './finished-run.ts'

/** A lab whose model is trained; its table ends after ten days. */
function trained(hash = '') {
  window.history.replaceState(null, '', `#${hash}`)
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  parts.race.current = [finishedRun(1)]
  vi.spyOn(parts.tables, 'end').mockResolvedValue(10 * DAY)
  return { lab, ...parts, parts, traffic: new TrafficState(parts, () => lab.document), isReady: true }
}

afterEach(() => vi.restoreAllMocks())

describe('TrafficTransport', () => {
  it('Inject drift starts the drift at once, or as many days later as its knob says', async () => {
    const { lab, ...states } = trained('lab=1&drift.kind=concept')
    render(TrafficTransport, { lab, ...states })
    const inject = screen.getByRole('button', { name: 'Inject drift' })
    await userEvent.click(inject)
    lab.set('drift', 'delay', 2.5 * DAY)
    await userEvent.click(inject)
    await vi.waitFor(() => expect(states.traffic.events).toHaveLength(2))
    expect(states.traffic.events).toMatchObject([
      { time: 10 * DAY, text: 'Concept, sudden' },
      { time: 12.5 * DAY, text: 'Concept, sudden' },
    ])
    expect(lab.link).toContain('drift.delay=216000')
  })

  it('has no drift to inject into a world that has nothing to bend', () => {
    for (const [scenario, count] of [
      ['fraud-handbook', 0],
      ['payment-fraud', 1],
    ] as const) {
      const { unmount } = render(TrafficTransport, trained(`lab=1&scenario=${scenario}`))
      expect(screen.queryAllByRole('button', { name: 'Inject drift' })).toHaveLength(count)
      unmount()
    }
  })

  it('Train marks a point that Back returns to, with what was edited', async () => {
    const { lab, ...states } = trained('lab=1&step=operation')
    const started = vi.spyOn(states.parts.race, 'start').mockResolvedValue()
    render(TrafficTransport, { lab, ...states, isReady: false })
    lab.set('lab', 'seed', 77)
    await userEvent.click(screen.getByRole('button', { name: 'Train' }))
    expect(started).toHaveBeenCalledOnce()
    expect(window.location.hash).toContain('seed=77')
  })

  it('while a race runs, says that traffic waits for it, and orders nothing', () => {
    const { lab, ...states } = trained()
    const run = finishedRun(0)
    Object.assign(run, { status: 'running', rowsSeen: 25, rowsTotal: 100, rowsPerSecond: 25 })
    states.parts.race.current = [run]
    render(TrafficTransport, { lab, ...states })
    expect(screen.getByText(/^Traffic waits for the race/)).toHaveTextContent('25 % trained · 3 s left')
    for (const name of ['One window', 'Inject drift', 'Training…'])
      expect(screen.getByRole('button', { name })).toBeDisabled()
  })
})
