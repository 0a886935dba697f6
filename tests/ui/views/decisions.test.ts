import { fireEvent, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import type { Component } from 'svelte'
import { describe, expect, test, vi } from 'vitest'
import { formatAmount, formatCount, formatRate } from '../../../src/core/kernel/numbers.ts'
import { byCost } from '../../../src/core/decisions/choose.ts'
import { bestByCost, costAt } from '../../../src/core/decisions/costs.ts'
import { sigmoid } from '../../../src/core/kernel/math.ts'
import { indexAt } from '../../../src/core/metrics/curves/point.ts'
import { alertPlace, alertPoints, valueAt } from '../../../src/views/decisions/alerts.ts'
import AlertsView from '../../../src/views/decisions/AlertsView.svelte'
import { bestPlace, costTop } from '../../../src/views/decisions/cost.ts'
import CostView from '../../../src/views/decisions/CostView.svelte'
import { alertRate, curvesAtThreshold, indexAtRate, sharedThreshold } from '../../../src/views/decisions/decisions.ts'
import { bestPoints, gainPoints } from '../../../src/views/decisions/gains.ts'
import GainsView from '../../../src/views/decisions/GainsView.svelte'
import { differencesFrom, formatInterval, intervalDomain, standsOn } from '../../../src/views/decisions/intervals.ts'
import IntervalsView from '../../../src/views/decisions/IntervalsView.svelte'
import type { SharedThreshold } from '../../../src/state/threshold.svelte.ts'
import { EACH_ITS_OWN, logitRangeOf } from '../../../src/views/reading/thresholds.ts'
import { costs, decisionRuns, intervalRuns } from './decisions-sample.ts'

const decisions = decisionRuns(2)
const models = curvesAtThreshold(decisions, 0.1)
const [{ curve }] = models

describe('curvesAtThreshold', () => {
  test('cuts all at the shared threshold, or each at its own', () => {
    for (const { cut, curve } of models) expect(cut).toBe(indexAt(curve, 0.1))
    for (const { cut, curve } of curvesAtThreshold(decisions, null)) expect(cut).toBe(indexAt(curve, 0.05))
  })

  test('indexAtRate(curve, rate) and alertRate are each other’s inverse, and what is shared is a number', () => {
    for (const index of [1, 20, 200]) expect(indexAtRate(curve, alertRate(curve, index))).toBe(index)
    expect(sharedThreshold(curve, 0)).toBe(curve.thresholds[1])
    expect(sharedThreshold({ ...curve, thresholds: Float64Array.of(Infinity) }, 0)).toBe(0)
  })

  test('alertRate(without days) is of 10,000 rows', () => {
    const index = curve.thresholds.length - 1
    expect(alertRate({ ...curve, days: null }, index)).toBe(10_000)
  })
})

type Shared = {
  decisions: typeof decisions
  costs: typeof costs
  threshold: SharedThreshold
}

const at = { ...EACH_ITS_OWN, value: 0.05 }

describe.each([
  ['CostView', CostView],
  ['AlertsView', AlertsView],
  ['GainsView', GainsView],
])('%s', (_, View) => {
  const show = (changes: Partial<Shared>) =>
    render(View as unknown as Component<Shared>, { props: { decisions, costs, threshold: at, ...changes } })

  test('moves the shared threshold by its native input', async () => {
    const onthreshold = vi.fn()
    show({ threshold: { ...at, move: onthreshold } })
    const input = screen.getByRole<HTMLInputElement>('slider', { name: 'Threshold' })
    await fireEvent.input(input, { target: { value: String(logitRangeOf(models.map(({ curve }) => curve))[0]) } })
    expect(onthreshold).toHaveBeenCalledWith(sigmoid(input.valueAsNumber))
  })

  test('takes a press in the picture for a threshold: the further right, the lower', async () => {
    const onthreshold = vi.fn()
    SVGElement.prototype.setPointerCapture = () => undefined
    show({ threshold: { ...at, move: onthreshold } })
    for (const clientX of [120, 420])
      await fireEvent(screen.getByRole('img'), new MouseEvent('pointerdown', { button: 0, clientX, bubbles: true }))
    const [[left], [right]] = onthreshold.mock.calls
    expect(left).toBeGreaterThan(right)
    expect(right).toBeGreaterThanOrEqual(0)
  })

  test('tells the threshold under the pointer, marks one hovered elsewhere, and has no input where nobody listens', async () => {
    const onhover = vi.fn()
    const { unmount, container } = show({ threshold: { ...at, hover: onhover } })
    const dots = () => container.querySelectorAll('[clip-path] path[transform]').length
    const before = dots()
    await fireEvent(screen.getByRole('img'), new MouseEvent('pointermove', { clientX: 300, bubbles: true }))
    expect(onhover.mock.calls[0][0]).toBeGreaterThan(0)
    expect(screen.queryByRole('slider')).toBeNull()
    unmount()
    const again = show({ threshold: { ...at, hovered: 0.2 } })
    expect(again.container.querySelectorAll('[clip-path] path[transform]').length - before).toBe(models.length)
  })

  test('says n/a, not NaN, of rows without positives', () => {
    const none = { ...curve, truePositives: curve.truePositives.map(() => 0), positives: 0, positiveAmount: 0 }
    const empty = { ...decisions[0], decision: { ...decisions[0].decision, curve: none } }
    expect(show({ decisions: [empty] }).container.innerHTML).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('CostView', () => {
  test('speaks the cost at the cut and the cheapest one of each model', () => {
    render(CostView, { props: { decisions, costs, threshold: { ...EACH_ITS_OWN, value: 0.1 } } })
    const best = byCost(curve, costs)
    const label = screen.getByRole('img').getAttribute('aria-label')
    expect(label).toContain(
      `Logistic regression cost ${formatAmount(costAt(curve, costs, indexAt(curve, 0.1)).perTenThousand)} per 10,000 rows`
    )
    expect(label).toContain(
      `best ${formatAmount(costAt(curve, costs, bestByCost(curve, costs)).perTenThousand)} at ${formatRate(best.threshold)}`
    )
  })

  test('marks the cheapest point of each model, and none where no alert pays', () => {
    expect(bestPlace(models[0], costs, 'alerts')).toEqual([
      {
        x: alertRate(curve, bestByCost(curve, costs)),
        y: costAt(curve, costs, bestByCost(curve, costs)).perTenThousand,
      },
    ])
    expect(bestPlace(models[0], { ...costs, review: 1e6 }, 'alerts')).toEqual([])
  })

  test('has a top that holds every cut and what no alerts cost', () => {
    for (const threshold of [0.001, 0.1, 0.9]) {
      const cut = curvesAtThreshold(decisions, threshold)
      for (const model of cut)
        expect(costTop(cut, costs)).toBeGreaterThan(costAt(model.curve, costs, model.cut).perTenThousand ?? NaN)
      expect(costTop(cut, costs)).toBeGreaterThan(costAt(curve, costs, 0).perTenThousand ?? NaN)
    }
  })

  test('draws the same over thresholds, with the Bayes rule where rows have no amounts', async () => {
    const flat = decisions.map((run) => ({
      ...run,
      decision: { ...run.decision, curve: { ...run.decision.curve, caughtAmount: null } },
    }))
    render(CostView, { props: { decisions: flat, costs } })
    expect(screen.queryByText(/^pays from/)).toBeNull()
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Horizontal axis' }), 'threshold')
    expect(screen.getByText(/^pays from/).textContent).toBe(`pays from ${formatRate(7 / 25)}`)
  })
})

describe('AlertsView', () => {
  test('valueAt(model, capacity) is what was counted, and between two counts lies between them', () => {
    const points = alertPoints(models[0], 'rows', 'recall')
    const at = (alerts: number) => valueAt(models[0], 'rows', 'recall', alerts)
    for (const { x, y } of points) expect(at(x)).toBe(y)
    expect(at(85)).toBeGreaterThan(at(70) ?? NaN)
    expect(at(85)).toBeLessThan(at(100) ?? NaN)
    expect(at(0.5)).toBeNull()
    const last = points.at(-1)?.x ?? NaN
    expect(at(10 * last)).toBe(1)
    const precision = (alerts: number) => valueAt(models[0], 'rows', 'precision', alerts)
    expect(precision(10 * last)).toBeCloseTo((precision(last) ?? NaN) / 10, 12)
  })

  test('draws the capacity, and cards in place of rows', async () => {
    render(AlertsView, { props: { decisions, capacity: 50 } })
    expect(screen.getByText('50 a day')).toBeTruthy()
    const label = () => screen.getByRole('img').getAttribute('aria-label')
    expect(label()).toContain('with 50 rows a day')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What is looked at' }), 'cards')
    expect(label()).toContain(`precision ${formatRate(valueAt(models[0], 'cards', 'precision', 50))}`)
  })

  test('among cards a threshold has no place: nobody knows how many cards its alerts are', async () => {
    const index = indexAtRate(curve, 50)
    expect(alertPlace(models[0], 'rows', 'precision', index)?.x).toBe(alertRate(curve, index))
    expect(alertPlace(models[0], 'cards', 'precision', index)).toBeNull()
    render(AlertsView, { props: { decisions, threshold: { ...EACH_ITS_OWN, move: vi.fn() } } })
    expect(screen.getByRole('slider', { name: 'Threshold' })).toBeTruthy()
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What is looked at' }), 'cards')
    expect(screen.queryByRole('slider')).toBeNull()
  })

  test('says what is missing of rows without a time', () => {
    const timeless = decisions.map((run) => ({ ...run, decision: { ...run.decision, alerts: null } }))
    const { container } = render(AlertsView, { props: { decisions: timeless } })
    expect(container.querySelector('.empty')?.textContent).toContain('rows with a time')
  })
})

describe('GainsView', () => {
  test('no curve is above the best, and lift is gains over rows looked at', () => {
    const best = bestPoints(models[0], 'gains')
    gainPoints(models[0], 'gains').forEach((point, i) => {
      expect(point.y).toBeLessThanOrEqual(best[i].y + 1e-12)
      expect(gainPoints(models[0], 'lift')[i].y).toBeCloseTo(point.y / point.x, 9)
    })
  })
})

describe('IntervalsView', () => {
  const intervals = intervalRuns(2)
  const [{ report }] = intervals

  test('speaks each interval, and says what was redrawn and what the intervals do not say', () => {
    const { container } = render(IntervalsView, { props: { intervals } })
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain(formatInterval(report.intervals[0]))
    expect(container.textContent).toContain(
      `Whole customers, 60 redraws; ${formatCount(report.positives)} positives in ${formatCount(report.positiveClusters)} of ${formatCount(report.clusters)} customers.`
    )
    expect(report.notice).not.toBe('')
    expect(container.textContent).toContain(report.notice)
  })

  test('sets a further model against the first, and says where these rows cannot tell them apart', () => {
    expect(differencesFrom(intervals, 'auc')[0]).toMatch(/^Boosted trees against Logistic regression: \+0\.\d+ \(/)
    const same = [intervals[0], { ...intervals[0], key: 'twin', label: 'Twin' }]
    expect(differencesFrom(same, 'auc')[0]).toContain('these rows cannot tell them apart')
    const other = { ...intervals[1], report: { ...intervals[1].report, rows: 5 } }
    expect(differencesFrom([intervals[0], other], 'auc')).toEqual([])
  })

  test('shows another metric, how far the redraws are, and rows that stand alone as such', async () => {
    render(IntervalsView, { props: { intervals, progress: 0.456 } })
    expect(screen.getByRole('status').textContent).toContain('45')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Metric' }), 'recall')
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('Recall with 95 % intervals')
    expect(standsOn({ ...report, unit: 'rows' })).toMatch(/^Single rows, 60 redraws; .* rows\.$/)
  })

  test('intervalDomain holds shares within 0 and 1, and one value alone', () => {
    expect(intervalDomain([0.2, 0.999], 'auc')[1]).toBe(1)
    expect(intervalDomain([0.98], 'recall')[1]).toBe(1)
    expect(intervalDomain([3, 5], 'calibration')[1]).toBeGreaterThan(5)
    expect(intervalDomain([], 'cost')).toEqual([0, 1])
  })

  test('gives the reason where there is no interval', () => {
    const few = report.intervals.map((found) => ({ ...found, low: null, high: null, reason: 'too few' }))
    const { container } = render(IntervalsView, {
      props: { intervals: [{ ...intervals[0], report: { ...report, intervals: few } }] },
    })
    expect(container.textContent).toContain('(too few)')
  })
})
