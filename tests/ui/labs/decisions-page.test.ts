import '@testing-library/jest-dom/vitest'
import { fireEvent, render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import type { ExampleSpec, IntervalSpec, SliceSpec } from '../../../src/core/decisions/contract.ts'
import DecisionsPage from '../../../src/labs/decisions/DecisionsPage.svelte'
import { DecisionsState } from '../../../src/state/decisions.svelte.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import type { RunState } from '../../../src/state/run.svelte.ts'
import { allViews } from '../../../src/views/loading.ts'
import { countedAt } from '../../../src/core/report/run-at-threshold.ts'
import { workers } from './decision-workers.ts'
import { finishedRun } from './finished-run.ts'

await allViews()

const REST_MS = 300
function show(runs: RunState[] = [finishedRun(0), finishedRun(1)], hash = 'lab=1&step=decisions') {
  window.history.replaceState(null, '', `#${hash}`)
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  const decisions = new DecisionsState(parts.pool)
  parts.race.current = runs
  const column = { id: 'amount', label: 'Amount', help: '', kind: 'numeric', missing: 0 } as const
  parts.tables.data = runs.length ? { ...runs[0].data, columns: [column] } : null
  const { of, redraws } = workers(parts)
  render(DecisionsPage, { lab, ...parts, decisions })
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

describe('DecisionsPage', () => {
  it('before any run says what to press, and shows nothing else that would be empty', () => {
    show([])
    expect(region('Expected cost')).toHaveTextContent('Press Train: the cost, the true positives')
    expect(screen.queryByRole('region', { name: 'Intervals' })).toBeNull()
  })

  it('counts every finished run on validation, and anew on test', async () => {
    const { of } = show()
    await settled()
    expect(of('decide')).toEqual([
      { id: finishedRun(0).spec.id, spec: { part: 'validation', expected: true } },
      { id: finishedRun(1).spec.id, spec: { part: 'validation', expected: true } },
    ])
    await user().click(screen.getByRole('button', { name: 'test' }))
    await settled()
    expect(
      of('decide')
        .slice(2)
        .map(({ spec }) => spec)
    ).toEqual([
      { part: 'test', expected: true },
      { part: 'test', expected: true },
    ])
    expect(of('slices').at(-1)?.spec).toMatchObject({ part: 'test' })
    expect(of('examples').at(-1)?.spec).toMatchObject({ part: 'test' })
    expect(region('Confusion matrix per 10,000')).toHaveTextContent('test, against true probabilities')
    expect(screen.getByRole('button', { name: 'Cheapest' })).toBeDisabled()
  })

  it('values the auction of ads, and anew once its knobs rest; fraud is read off the cost curve', async () => {
    const { lab, of } = show()
    await settled()
    expect(region('What decisions are worth')).toHaveTextContent(
      'validation, against true probabilities, dollars for 1,000 requests'
    )
    expect(of('value').map(({ spec }) => spec)).toEqual([0, 1].map(() => expect.objectContaining({ kind: 'auction' })))
    lab.setView({ threshold: 0.1 })
    await settled()
    expect(of('value')).toHaveLength(2)
    for (const slots of [3, 2]) lab.set('decision', 'slots', slots)
    await settled()
    expect(of('value')).toHaveLength(4)
    expect(of('value')[3].spec).toMatchObject({ part: 'validation', settings: { slots: 2 } })
  })

  it('redraws what the auction is worth without being asked, anew once its knobs rest, and shows no interval of before', async () => {
    const { lab, of } = show()
    await settled()
    expect(of('valueIntervals').map(({ spec }) => spec)).toEqual(
      [0, 1].map(() => expect.objectContaining({ kind: 'auction', redraws: 400, part: 'validation', expected: true }))
    )
    expect(region('What decisions are worth')).toHaveTextContent('In brackets: 95 % intervals, from 60 redraws')
    lab.setView({ threshold: 0.1 })
    lab.set('decision', 'falseAlarm', 7)
    await settled()
    expect(of('valueIntervals')).toHaveLength(2)
    lab.set('decision', 'slots', 2)
    await tick()
    expect(region('What decisions are worth')).not.toHaveTextContent('In brackets')
    await settled()
    expect(of('valueIntervals')).toHaveLength(4)
    expect(region('What decisions are worth')).toHaveTextContent('In brackets')
  })

  it('says of a rule that chose a threshold what it comes to on rows that had no part in the choice', async () => {
    const { of } = show()
    await settled()
    await user().click(screen.getByRole('button', { name: 'Cheapest' }))
    await settled()
    expect(of('crossFit').map(({ spec }) => spec)).toEqual([
      expect.objectContaining({ part: 'validation', rule: expect.objectContaining({ by: 'cost' }) }),
    ])
    expect(
      screen.getByText(
        /^The same rule on rows that had no part in the choice: precision .*, recall .*, cost .* per 10,000\.$/
      )
    ).toBeInTheDocument()
  })

  it('shows no auction, and no knobs of one, to fraud', async () => {
    const { of } = show([], 'lab=1&scenario=payment-fraud&step=decisions')
    await settled()
    expect(of('value')).toEqual([])
    expect(screen.queryByRole('region', { name: 'What decisions are worth' })).toBeNull()
    expect(screen.queryByText('Reserve price')).toBeNull()
    expect(region('Expected cost')).toBeInTheDocument()
  })

  it('moves costs, alerts, gains and counts with one threshold, and asks workers once it rests', async () => {
    const { lab, of } = show()
    await settled()
    const titles = ['Expected cost', 'Alerts a day', 'Gains and lift', 'Confusion matrix per 10,000']
    const before = titles.map((title) => region(title).textContent)
    const slices = of('slices').length
    const [slider] = screen.getAllByRole<HTMLInputElement>('slider', { name: 'Threshold' })
    for (const value of ['-2', '-2.5', '-3']) await fireEvent.input(slider, { target: { value } })
    titles
      .slice(0, 1)
      .concat(titles.slice(2))
      .forEach((title) => expect(region(title).textContent).not.toBe(before[titles.indexOf(title)]))
    expect(of('slices')).toHaveLength(slices)
    await settled()
    const { threshold } = lab.document.view
    expect(
      of('slices')
        .slice(slices)
        .map(({ spec }) => (spec as SliceSpec).threshold)
    ).toEqual([threshold, threshold])
    // The rows behind a cell are cut where the cell is counted.
    const counted = countedAt(finishedRun(0), { part: 'validation', expected: true }, threshold)
    expect((of('examples').at(-1)?.spec as ExampleSpec).threshold).toBe(counted)
  })

  it('chooses the cheapest threshold, and says so until it is moved', async () => {
    const { lab } = show()
    await settled()
    await user().click(screen.getByRole('button', { name: 'Cheapest' }))
    expect(lab.document.view.threshold).not.toBeNull()
    expect(screen.getByText(/: what costs least\.$/)).toBeInTheDocument()
    lab.setView({ threshold: 0.5 })
    await tick()
    expect(screen.getByText(/^All runs are cut at 50/)).toBeInTheDocument()
  })

  it('opens the rows of a cell of any model, and why one of them has its score', async () => {
    const { of } = show()
    await settled()
    await user().click(screen.getByRole('button', { name: /false alarms by Logistic regression/ }))
    await settled()
    expect(of('examples').at(-1)).toMatchObject({ id: finishedRun(0).spec.id, spec: { cell: 'falsePositives' } })
    expect(screen.getByRole('button', { name: /false alarms by Logistic/ })).toHaveAttribute('aria-pressed', 'true')
    const [row] = within(region('The rows behind a number')).getAllByRole('button')
    await user().click(row)
    await settled()
    expect(region('Why this score')).toHaveTextContent(`Logistic regression, impression ${row.textContent}`)
    expect(row).toHaveAttribute('aria-pressed', 'true')
  })

  it('says in one line where a model’s score cannot be explained exactly', async () => {
    show()
    await settled()
    await user().click(screen.getByRole('button', { name: /missed by DCN-V2/ }))
    await settled()
    await user().click(within(region('The rows behind a number')).getAllByRole('button')[0])
    await settled()
    expect(region('Why this score')).toHaveTextContent('No exact contributions for this model.')
  })

  it('asks anew about a run that was measured afresh or trained again, and forgets the old answers', async () => {
    const { parts, of } = show()
    await settled()
    const [first, second] = parts.race.current
    first.report = first.report && { ...first.report }
    await settled()
    expect(of('decide')).toHaveLength(3)
    parts.race.current = [second]
    await settled()
    expect(region('Expected cost')).not.toHaveTextContent('Logistic regression')
    parts.race.current = [first, second]
    await settled()
    expect(of('decide').map(({ id }) => id)).toEqual([first, second, first, first].map(({ spec }) => spec.id))
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
    expect(region('Intervals')).not.toHaveTextContent('have moved since')
    lab.setView({ threshold: 0.4 })
    await settled()
    expect(region('Intervals')).toHaveTextContent('The threshold or the costs have changed since')
    expect(screen.getByRole('button', { name: 'Redraw again' })).toBeEnabled()
  })

  it('leaves out what a teacher hid, and does not ask for it', async () => {
    const { of } = show(undefined, 'lab=1&step=decisions&hide=examples,slices')
    await settled()
    expect(screen.queryByRole('region', { name: 'The rows behind a number' })).toBeNull()
    expect(screen.queryByRole('button', { name: /missed by/ })).toBeNull()
    expect([...of('examples'), ...of('slices')]).toEqual([])
  })
})
