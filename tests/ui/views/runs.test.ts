import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { formatMetric } from '../../../src/charts/format.ts'
import { gapsOf } from '../../../src/views/gap.ts'
import GapView from '../../../src/views/GapView.svelte'
import { gapClosed } from '../../../src/views/reading.ts'
import { differencesOf, runRows, sortRows } from '../../../src/views/runs.ts'
import RunsTable from '../../../src/views/RunsTable.svelte'
import { tradeoffDots } from '../../../src/views/tradeoff.ts'
import TradeoffView from '../../../src/views/TradeoffView.svelte'
import { trained } from './sample.ts'

const options = { metrics: ['auc', 'logLoss'], expected: true }
const low = trained({ evaluations: 1, skill: 0.3 })
const high = trained({ order: 1, label: 'DCN-V2', evaluations: 1, skill: 0.8, seed: 2 })

describe('runRows', () => {
  test('runRows(runs) measures against the pinned run, for better or worse by the metric', () => {
    low.pinned = true
    const [reference, other] = runRows([low, high], options)
    expect(reference.isReference).toBe(true)
    expect(reference.cells.every((cell) => cell.delta === null)).toBe(true)
    const [auc, loss] = other.cells
    expect(auc.delta).toBeCloseTo((high.latest('auc', true) ?? 0) - (low.latest('auc', true) ?? 0), 12)
    expect(auc.delta).toBeGreaterThan(0)
    expect(loss.delta).toBeLessThan(0)
    expect([auc.isBetter, loss.isBetter]).toEqual([true, true])
    low.pinned = false
  })

  test('runRows(repeat) calls a difference inside the band of its seeds noise, one outside not', () => {
    const seeds = [0.5, 0.56, 0.6].map((skill, i) => trained({ evaluations: 1, skill, seed: i + 1, repeat: 'r' }))
    const far = trained({ order: 1, label: 'DCN-V2', evaluations: 1, skill: 1 })
    seeds[0].pinned = true
    const rows = runRows([...seeds, far], { metrics: ['logLoss'], expected: true })
    expect(rows.map(({ cells }) => cells[0].isNoise)).toEqual([false, true, true, false])
  })
})

test('differencesOf(run, reference) names the settings that differ, in the words of their knobs', () => {
  const slower = trained({ evaluations: 1, settings: { rate: 0.0005 }, seed: 7 })
  expect(differencesOf(slower, low).join(', ')).toMatch(/Learning rate 0\.0005, seed 7/)
  expect(differencesOf(low, low)).toEqual([])
})

test('sortRows(rows, metric) puts the best first by the metric’s own direction', () => {
  const rows = runRows([low, high], options)
  const ids = (by: string | null, isReversed = false) => sortRows(rows, by, isReversed).map(({ run }) => run.label)
  expect(ids('auc')).toEqual(['DCN-V2', 'Logistic regression'])
  expect(ids('logLoss')).toEqual(['DCN-V2', 'Logistic regression'])
  expect(ids('logLoss', true)).toEqual(['Logistic regression', 'DCN-V2'])
})

test('gapClosed(value, trivial, ceiling) is 0 at trivial, 1 at the ceiling, whichever way is better', () => {
  expect(gapClosed(0.5, 0.5, 0.8)).toBe(0)
  expect(gapClosed(0.1, 0.2, 0.1)).toBe(1)
  expect(gapClosed(0.15, 0.2, 0.1)).toBeCloseTo(0.5, 12)
  expect(gapClosed(0.6, 0.5, null)).toBeNull()
  expect(gapClosed(0.6, 0.5, 0.5)).toBeNull()
})

test('GapView speaks the share of the gap each run has closed', () => {
  render(GapView, { props: { runs: [low], metric: 'auc' } })
  const [gap] = gapsOf([low], 'auc', true)
  const label = screen.getByRole('img').getAttribute('aria-label')
  expect(label).toContain(`Logistic regression ${Math.round((gap.closed ?? 0) * 100)}\u202f%`)
  expect(label).toContain(`best possible ${formatMetric(gap.ceiling)}`)
})

test('TradeoffView redraws on the axes chosen, and leaves out runs without a value', async () => {
  const waiting = trained({ evaluations: 0, label: 'waiting' })
  expect(tradeoffDots([low, waiting], { x: 'auc', y: 'logLoss' }, true)).toHaveLength(1)
  render(TradeoffView, { props: { runs: [low, high, waiting], metrics: ['auc', 'logLoss'] } })
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Horizontal axis' }), 'scoreRowsPerSecond')
  expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(
    /^Trade-off, Log loss against Score rows\/s: .*410k/
  )
})

describe('RunsTable', () => {
  test('pins, unpins and removes by id', async () => {
    const onpin = vi.fn()
    const onremove = vi.fn()
    render(RunsTable, { props: { runs: [low, high], metrics: ['auc'], onpin, onremove } })
    await userEvent.click(screen.getByRole('button', { name: 'Pin DCN-V2' }))
    expect(onpin).toHaveBeenCalledWith(high.spec.id, true)
    await userEvent.click(screen.getByRole('button', { name: 'Remove DCN-V2' }))
    expect(onremove).toHaveBeenCalledWith(high.spec.id)
  })

  test('offers no removal of a run under way, and shows how far it is', () => {
    const active = trained({ evaluations: 2, isFinished: false })
    render(RunsTable, { props: { runs: [active], metrics: ['auc'], onremove: vi.fn() } })
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull()
    expect(screen.getByRole('progressbar', { name: 'Progress of Logistic regression' })).toBeTruthy()
  })

  test('sorts by the header pressed, and says so', async () => {
    render(RunsTable, { props: { runs: [high, low], metrics: ['auc'] } })
    const header = screen.getByRole('columnheader', { name: 'AUC' })
    await userEvent.click(within(header).getByRole('button'))
    await userEvent.click(within(header).getByRole('button'))
    expect(header.getAttribute('aria-sort')).toBe('descending')
    expect(screen.getAllByRole('rowheader')[0].textContent).toContain('Logistic regression')
  })

  test('says what went wrong with a run', () => {
    const lost = trained({ evaluations: 1, isFinished: false })
    lost.status = 'diverged'
    lost.problem = 'The loss left all bounds at rate 3.'
    render(RunsTable, { props: { runs: [lost], metrics: ['auc'] } })
    expect(screen.getByText('The loss left all bounds at rate 3.')).toBeTruthy()
  })
})
