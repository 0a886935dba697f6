import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { formatMetric } from '../../../src/core/kernel/numbers.ts'
import { gapsOf } from '../../../src/views/evaluation/gap.ts'
import { gapClosed } from '../../../src/core/metrics/gap.ts'
import GapView from '../../../src/views/evaluation/GapView.svelte'
import { valueOn } from '../../../src/core/report/values.ts'
import { differencesOf } from '../../../src/core/report/differences.ts'
import { runRows, sortRows } from '../../../src/core/report/run-rows.ts'
import RunsTable from '../../../src/views/race/RunsTable.svelte'
import { tradeoffDots } from '../../../src/views/evaluation/tradeoff.ts'
import TradeoffView from '../../../src/views/evaluation/TradeoffView.svelte'
import { treesRun } from '../labs/trees-run.ts'
import { trained } from './sample.ts'

const basis = { part: 'validation', expected: true } as const
const options = { metrics: ['auc', 'logLoss'], basis }
const low = trained({ evaluations: 1, skill: 0.3 })
const high = trained({ laneIndex: 1, label: 'DCN-V2', evaluations: 1, skill: 0.8, seed: 2 })

/** Three seeds of one entrant's repeat. */
function repeated(pinned = false) {
  return [0.5, 0.56, 0.6].map((skill, i) => {
    const run = trained({ evaluations: 1, skill, seed: i + 1, repeatGroup: 'r' })
    run.pinned = pinned
    return run
  })
}

describe('runRows', () => {
  test('runRows(runs) measures against the pinned run, for better or worse by the metric', () => {
    low.pinned = true
    const [reference, other] = runRows([low, high], options)
    expect(reference.isReference).toBe(true)
    expect(reference.cells.every((cell) => cell.delta === null)).toBe(true)
    const [auc, loss] = other.cells
    expect(auc.delta).toBeCloseTo((valueOn(high, 'auc', basis) ?? 0) - (valueOn(low, 'auc', basis) ?? 0), 12)
    expect(auc.delta).toBeGreaterThan(0)
    expect(loss.delta).toBeLessThan(0)
    expect([auc.isBetter, loss.isBetter]).toEqual([true, true])
    low.pinned = false
  })

  test('runRows(repeat) calls a difference inside the band of its seeds noise, one outside not', () => {
    const near = trained({ laneIndex: 1, label: 'DCN-V2', evaluations: 1, skill: 0.56, seed: 9 })
    const far = trained({ laneIndex: 1, label: 'DCN-V2', evaluations: 1, skill: 1 })
    const rows = runRows([...repeated(true), near, far], { metrics: ['logLoss'], basis })
    expect(rows.map(({ cells }) => cells[0].isNoise)).toEqual([false, true, false])
  })

  test('runRows(repeat) is one row: the mean of its seeds and half of what they are apart, each seed beneath', () => {
    const seeds = repeated()
    const [row, ...others] = runRows(seeds, options)
    expect(others).toEqual([])
    expect(row.name).toBe('Logistic regression ×3')
    const values = seeds.map((run) => valueOn(run, 'auc', basis) ?? NaN)
    expect(row.cells[0].value).toBeCloseTo((values[0] + values[1] + values[2]) / 3, 12)
    expect(row.cells[0].spread).toBeCloseTo((Math.max(...values) - Math.min(...values)) / 2, 12)
    expect(row.seeds.map(({ cells }) => cells[0].value)).toEqual(values)
  })

  test('runRows(repeat, one seed diverged) does not call the mean diverged', () => {
    const seeds = repeated()
    seeds[1].status = 'diverged'
    expect(runRows(seeds, options)[0].status).toBe('1 of 3 diverged')
  })

  test('runRows(runs of one name) numbers them', () => {
    const twins = [trained({ evaluations: 1 }), trained({ evaluations: 1, seed: 2 })]
    expect(runRows(twins, options).map(({ name }) => name)).toEqual([
      'Logistic regression #1',
      'Logistic regression #2',
    ])
  })

  test('runRows(runs, test) has the test values, and says why there is none', () => {
    const tested = trained({ evaluations: 1, label: 'tested' })
    if (tested.report) tested.report = { ...tested.report, test: { sampled: { auc: 0.7 }, expected: { auc: 0.71 } } }
    const [row, none] = runRows([tested, low], { metrics: ['auc'], basis: { part: 'test', expected: true } })
    expect(row.cells[0].value).toBe(0.71)
    expect(none.cells[0]).toMatchObject({ value: null, missing: 'no test: not trained to the end' })
  })

  test('runRows(finished run) has the model that was kept, not the last evaluation', () => {
    const run = trained({ evaluations: 2 })
    run.take({ type: 'evaluation', rowsSeen: 50_000, epoch: 2, validation: { sampled: {}, expected: { auc: 0.1 } } })
    expect(runRows([run], options)[0].cells[0].value).toBe(run.report?.validation.expected.auc)
  })

  test('runRows(runs) calls neither better where the worlds differ', () => {
    low.pinned = true
    const rare = trained({ evaluations: 1, label: 'rare', world: { baseRate: 0.01 } })
    const [, other] = runRows([low, rare], options)
    expect(other.cells.map(({ isApart }) => isApart)).toEqual([true, true])
    low.pinned = false
  })

  test('runRows(run, another k) says that it was not measured there', () => {
    const [{ cells }] = runRows([low], { metrics: ['ndcg@5'], basis })
    expect(cells[0].missing).toBe('not measured at 5: train again')
  })
})

test('differencesOf(run, reference) names the settings that differ, in the words of their knobs', () => {
  const slower = trained({ evaluations: 1, settings: { rate: 0.0005 }, seed: 7 })
  expect(differencesOf(slower, low).join(', ')).toMatch(/Learning rate 0\.0005, seed 7/)
  expect(differencesOf(low, low)).toEqual([])
})

test('sortRows(rows, metric) puts the best first by the metric’s own direction', () => {
  const rows = runRows([low, high], options)
  const ids = (by: string | null, isReversed = false) =>
    sortRows(rows, by, isReversed).map(({ runs: [run] }) => run.label)
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

test('GapView says in one line why a metric without a ceiling has no share', () => {
  render(GapView, { props: { runs: [low], metric: 'calibrationError' } })
  expect(screen.getByText(/^Calibration error has no best possible value/)).toBeTruthy()
  expect(screen.queryByRole('img')).toBeNull()
})

test('GapView speaks the share of the gap each run has closed', () => {
  render(GapView, { props: { runs: [low], metric: 'auc' } })
  const [gap] = gapsOf([low], 'auc', basis)
  const label = screen.getByRole('img').getAttribute('aria-label')
  expect(label).toContain(`Logistic regression ${Math.round((gap.closed ?? 0) * 100)}\u202f%`)
  expect(label).toContain(`best possible ${formatMetric(gap.limits.columns)}`)
})

test('gapsOf(repeat) is one bar: the mean share, from the least to the most of its seeds', () => {
  const seeds = repeated()
  const shares = seeds.map((run) => gapsOf([run], 'auc', basis)[0].closed ?? NaN)
  const [gap, ...others] = gapsOf(seeds, 'auc', basis)
  expect(others).toEqual([])
  expect(gap.band).toEqual([Math.min(...shares), Math.max(...shares)])
  expect(gap.closed).toBeCloseTo((shares[0] + shares[1] + shares[2]) / 3, 12)
})

test('GapView says why there is no number: another k, a divergence', () => {
  const lost = trained({ laneIndex: 1, label: 'DCN-V2', evaluations: 0 })
  lost.status = 'diverged'
  const { unmount } = render(GapView, { props: { runs: [low], metric: 'ndcg@5' } })
  expect(screen.getByText('not measured at 5: train again')).toBeTruthy()
  unmount()
  render(GapView, { props: { runs: [lost], metric: 'auc' } })
  expect(screen.getByText('diverged')).toBeTruthy()
  expect(screen.getByText(`best possible ${formatMetric(gapsOf([lost], 'auc', basis)[0].limits.columns)}`)).toBeTruthy()
})

test('tradeoffDots(runs) marks those of other rows than the newest, and its ceiling is of the newest', () => {
  const other = trained({ evaluations: 1, label: 'old', world: { baseRate: 0.01 } })
  const dots = tradeoffDots([other, high], { x: 'auc', y: 'logLoss' }, basis)
  expect(dots.map(({ apart }) => apart)).toEqual(['other settings', ''])
})

test('TradeoffView redraws on the axes chosen, and leaves out runs without a value', async () => {
  const waiting = trained({ evaluations: 0, label: 'waiting' })
  expect(tradeoffDots([low, waiting], { x: 'auc', y: 'logLoss' }, basis)).toHaveLength(1)
  render(TradeoffView, { props: { runs: [low, high, waiting], metrics: ['auc', 'logLoss'] } })
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Horizontal axis' }), 'scoreRowsPerSecond')
  expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(
    /^Trade-off, Log loss against Score rows\/s: .*410k/
  )
})

describe('RunsTable', () => {
  test('shows values on the rows that the page is about, and says which', async () => {
    const tested = trained({ evaluations: 1 })
    if (tested.report) tested.report = { ...tested.report, test: { sampled: {}, expected: { auc: 0.7123 } } }
    const { rerender } = render(RunsTable, { props: { runs: [tested], metrics: ['auc'], basis } })
    expect(screen.getByText(/^validation, against true probabilities, [\d.,]+ positives$/)).toBeTruthy()
    await rerender({ basis: { part: 'test', expected: true } })
    expect(screen.getByText('0.7123')).toBeTruthy()
    expect(screen.getByText('test, against true probabilities')).toBeTruthy()
  })

  test('lists the seeds of a repeat on demand, and pins all at once', async () => {
    const onpin = vi.fn()
    const seeds = repeated()
    render(RunsTable, { props: { runs: seeds, metrics: ['auc'], onpin } })
    expect(screen.getAllByRole('rowheader')).toHaveLength(1)
    await userEvent.click(screen.getByRole('button', { name: 'Pin Logistic regression ×3' }))
    expect(onpin.mock.calls).toEqual(seeds.map((run) => [run.spec.id, true]))
    await userEvent.click(screen.getByRole('button', { name: 'Show seeds of Logistic regression ×3' }))
    expect(screen.getAllByRole('rowheader')).toHaveLength(4)
  })

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

test('RunsTable says under n/a which column the rows lack for a metric', () => {
  const run = trained({ evaluations: 1 })
  run.data = { ...run.data, lacks: ['customers'] }
  render(RunsTable, { props: { runs: [run], metrics: ['auc', 'cardPrecision@100'] } })
  expect(screen.getAllByTitle(/^no column says whose rows they are/)).toHaveLength(1)
})

test('RunsTable names no engine of trees, which none trains', () => {
  render(RunsTable, { props: { runs: [treesRun(), trained({ evaluations: 1, label: 'other' })], metrics: ['auc'] } })
  const [, ...rows] = screen.getAllByRole('row').map((row) => row.textContent)
  expect(rows.find((row) => row.includes('Boosted trees'))).toContain('finished · our trees')
  expect(rows.find((row) => row.includes('other'))).not.toContain('our trees')
})

test('RunsTable says who scored test where that was not the engine of the run', () => {
  const [own, other] = [trained({ evaluations: 1, label: 'own' }), trained({ evaluations: 1, label: 'other' })]
  for (const [run, engine] of [
    [own, own.engine],
    [other, 'fused-webgpu'],
  ] as const)
    if (run.report) run.report = { ...run.report, scoredBy: { engine, why: '' } }
  render(RunsTable, { props: { runs: [own, other], metrics: ['auc'] } })
  const [, ...rows] = screen.getAllByRole('row').map((row) => row.textContent)
  expect(rows.find((row) => row.includes('other'))).toContain(', test scored by Skewlab + WebGPU')
  expect(rows.find((row) => row.includes('own'))).not.toContain('test scored by')
})
