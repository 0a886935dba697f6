import { fireEvent, render, screen } from '@testing-library/svelte'
import type { Component } from 'svelte'
import { describe, expect, test, vi } from 'vitest'
import { formatMetric, formatRate, formatAccuracy } from '../../../src/core/kernel/numbers.ts'
import { sigmoid } from '../../../src/core/kernel/math.ts'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import CalibrationView from '../../../src/views/evaluation/CalibrationView.svelte'
import { accuracyOf } from '../../../src/core/report/counts.ts'
import ConfusionView from '../../../src/views/evaluation/ConfusionView.svelte'
import { outline } from '../../../src/views/evaluation/histogram.ts'
import HistogramView from '../../../src/views/evaluation/HistogramView.svelte'
import PrView from '../../../src/views/evaluation/PrView.svelte'
import { precisionTop, prPoints } from '../../../src/views/evaluation/pr.ts'
import { rocPoint } from '../../../src/views/evaluation/roc.ts'
import RocView from '../../../src/views/evaluation/RocView.svelte'
import type { SharedThreshold } from '../../../src/state/threshold.svelte.ts'
import { countedAt } from '../../../src/core/report/run-at-threshold.ts'
import { EACH_ITS_OWN, drawnRuns, logitRange, nearestThreshold } from '../../../src/views/reading/thresholds.ts'
import { trained } from './sample.ts'

const runs = [trained({ evaluations: 1 }), trained({ laneIndex: 1, label: 'DCN-V2', skill: 0.8, evaluations: 1 })]
const basis = { part: 'validation', expected: false } as const
const report = runs[0].report
if (!report) throw new Error('the sample run has no report')
const { thresholds, histogram } = report.curves

describe('drawnRuns', () => {
  test('drawnRuns(runs, basis, null) cuts each run at its own threshold, drawnRuns(runs, basis, t) all at t', () => {
    expect(drawnRuns(runs, basis, null).map(({ cut }) => cut)).toEqual(
      runs.map((run) => run.report && pointAt(run.report.curves.thresholds, run.report.threshold))
    )
    for (const { cut } of drawnRuns(runs, basis, 0.1)) expect(cut.threshold).toBeGreaterThanOrEqual(0.1)
  })

  test('countedAt(run, basis, t) is where drawnRuns cuts the run, so that a cell and the rows behind it agree', () => {
    const [{ cut }] = drawnRuns(runs.slice(0, 1), basis, 0.1)
    expect(countedAt(runs[0], basis, 0.1)).toBe(cut.threshold)
    expect(countedAt(runs[0], basis, null)).toBeNull()
    expect(countedAt(runs[0], basis, 1)).toBe(1)
  })

  test('drawnRuns(unfinished) is empty', () => {
    expect(drawnRuns([trained({ evaluations: 1, isFinished: false })], basis, null)).toEqual([])
  })
})

test('drawnRuns(repeat) is its middle seed, named by its place', () => {
  const seeds = [1, 2, 3].map((seed) => trained({ evaluations: 1, seed, repeatGroup: 'r' }))
  expect(drawnRuns(seeds, basis, null).map(({ name }) => name)).toEqual(['Logistic regression, seed 2 (2 of 3)'])
})

test('precisionTop(models) holds every run’s own cut, stays while a threshold is moved, and is 1 where nothing is beyond the noise of the first clicks', () => {
  const few = drawnRuns(runs.slice(0, 1), basis, null).map((model) => ({
    ...model,
    curves: {
      ...model.curves,
      thresholds: { ...thresholds, positives: 5, truePositives: thresholds.truePositives.map((n) => Math.min(5, n)) },
    },
  }))
  expect(precisionTop(few)).toBe(1)
  const tops = [null, 0.02, 0.2, 0.6].map((threshold) => precisionTop(drawnRuns(runs, basis, threshold)))
  expect(new Set(tops).size).toBe(1)
  for (const { cut } of drawnRuns(runs, basis, null)) expect(tops[0]).toBeGreaterThanOrEqual(cut.precision ?? 0)
})

test.each([
  ['RocView', RocView],
  ['PrView', PrView],
  ['HistogramView', HistogramView],
  ['CalibrationView', CalibrationView],
])('%s tells the threshold under the pointer, and that it left', async (_, View) => {
  const onhover = vi.fn()
  render(View as unknown as Component<object>, {
    props: { basis, runs, threshold: { ...EACH_ITS_OWN, hover: onhover } },
  })
  const picture = screen.getByRole('img')
  await fireEvent(picture, new MouseEvent('pointermove', { clientX: 120, clientY: 80, bubbles: true }))
  expect(onhover.mock.calls[0][0]).toBeGreaterThan(0)
  expect(onhover.mock.calls[0][0]).toBeLessThan(1)
  await fireEvent(picture, new MouseEvent('pointerleave'))
  expect(onhover).toHaveBeenLastCalledWith(null)
})

test('RocView marks a threshold that is hovered elsewhere on every curve', () => {
  const marks = (hovered: number | null) => {
    const { container, unmount } = render(RocView, { props: { basis, runs, threshold: { ...EACH_ITS_OWN, hovered } } })
    const count = container.querySelectorAll('[clip-path] path[transform]').length
    unmount()
    return count
  }
  expect(marks(0.1) - marks(null)).toBe(runs.length)
})

test('rocPoint(curve, index) rises from (0, 0) to (1, 1); prPoints(curve) ends at the base rate', () => {
  const roc = Array.from(thresholds.thresholds, (_, i) => rocPoint(thresholds, i) ?? { x: NaN, y: NaN })
  expect(roc[0]).toEqual({ x: 0, y: 0 })
  expect(roc.at(-1)).toEqual({ x: 1, y: 1 })
  expect(roc.every((point, i) => i === 0 || (point.x >= roc[i - 1].x && point.y >= roc[i - 1].y))).toBe(true)
  const base = thresholds.positives / (thresholds.positives + thresholds.negatives)
  expect(prPoints(thresholds).at(-1)?.y).toBeCloseTo(base, 12)
})

test('rocPoint(one class) is null: there is nothing to find', () => {
  expect(rocPoint({ ...thresholds, positives: 0 }, 1)).toBeNull()
})

test('nearestThreshold(models, place, pointer, within) finds none farther away', () => {
  const place = (_: unknown, index: number) => ({ x: index, y: 0 })
  const models = drawnRuns(runs.slice(0, 1), basis, null)
  expect(nearestThreshold(models, place, { x: 20, y: 39 }, 40)).not.toBeNull()
  expect(nearestThreshold(models, place, { x: 20, y: 41 }, 40)).toBeNull()
})

test('nearestThreshold(models, place, pointer) finds the threshold whose point is under the pointer', () => {
  const index = 150
  const place = (_: unknown, i: number) => ({ x: i, y: 0 })
  expect(nearestThreshold(drawnRuns(runs.slice(0, 1), basis, null), place, { x: index, y: 3 })).toBe(
    thresholds.thresholds[index]
  )
})

test('outline(histogram, class) is shares that sum to one', () => {
  const sum = outline(histogram, 'positives').reduce((total, point) => total + point.y, 0)
  expect(sum).toBeCloseTo(1, 12)
})

test('formatAccuracy(share) tells 99.97 % from 100 %', () => {
  expect(formatAccuracy(0.9997)).toBe('99.970\u202f%')
  expect(formatAccuracy(0.97)).toBe('97.00\u202f%')
  expect(formatAccuracy(null)).toBe('n/a')
})

type Props = {
  basis: typeof basis
  runs: typeof runs
  threshold: SharedThreshold
}

describe.each([
  ['RocView', RocView],
  ['PrView', PrView],
  ['HistogramView', HistogramView],
  ['ConfusionView', ConfusionView],
])('%s', (_, View) => {
  const props = () => ({ basis, runs, threshold: { ...EACH_ITS_OWN, move: vi.fn() } })

  test('moves the threshold by its native input', async () => {
    const given = props()
    render(View as unknown as Component<Props>, { props: given })
    const input = screen.getByRole<HTMLInputElement>('slider', { name: 'Threshold' })
    expect(input.getAttribute('aria-valuetext')).toMatch(/%: /)
    await fireEvent.input(input, { target: { value: String(logitRange(drawnRuns(runs, basis, null))[0]) } })
    expect(given.threshold.move).toHaveBeenCalledWith(sigmoid(input.valueAsNumber))
  })

  test('has no input where nobody listens', () => {
    render(View as unknown as Component<Pick<Props, 'basis' | 'runs'>>, { props: { basis, runs } })
    expect(screen.queryByRole('slider')).toBeNull()
  })
})

test('HistogramView takes a press in the picture for a threshold', async () => {
  const onthreshold = vi.fn()
  SVGElement.prototype.setPointerCapture = () => undefined
  render(HistogramView, { props: { basis, runs, threshold: { ...EACH_ITS_OWN, move: onthreshold } } })
  await fireEvent(screen.getByRole('img'), new MouseEvent('pointerdown', { button: 0, clientX: 12, bubbles: true }))
  expect(onthreshold.mock.calls[0][0]).toBeCloseTo(
    sigmoid(Math.min(...runs.map((run) => run.report?.curves.histogram.low ?? 0))),
    9
  )
})

test('RocView and PrView speak their areas and the cut', () => {
  render(RocView, { props: { basis, runs: runs.slice(0, 1), threshold: { ...EACH_ITS_OWN, value: 0.1 } } })
  const cut = pointAt(thresholds, 0.1)
  const label = screen.getByRole('img').getAttribute('aria-label')
  expect(label).toContain(`AUC ${formatMetric(report.validation.sampled.auc)}`)
  expect(label).toContain(`finds ${formatRate(cut.recall)} of positives`)
})

test('CalibrationView speaks what was predicted and what was observed', () => {
  render(CalibrationView, { props: { basis, runs: runs.slice(0, 1) } })
  const base = thresholds.positives / (thresholds.positives + thresholds.negatives)
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain(`where ${formatRate(base)} was observed`)
})

test('ConfusionView sets the accuracy beside that of always saying no', () => {
  const { container } = render(ConfusionView, {
    props: { basis, runs: runs.slice(0, 1), threshold: { ...EACH_ITS_OWN, value: 0.1 } },
  })
  const base = thresholds.positives / (thresholds.positives + thresholds.negatives)
  expect(container.textContent).toContain(`always saying no is right ${formatAccuracy(1 - base)}`)
  const [model] = drawnRuns(runs.slice(0, 1), basis, 0.1)
  expect(screen.getByRole('group', { name: new RegExp(`accuracy ${formatAccuracy(accuracyOf(model))}`) })).toBeTruthy()
})
