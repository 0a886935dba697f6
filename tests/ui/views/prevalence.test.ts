import { render, screen } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import { DEFAULT_BASIS } from '../../../src/core/report/part-read.ts'
import ConfusionView from '../../../src/views/evaluation/ConfusionView.svelte'
import PrView from '../../../src/views/evaluation/PrView.svelte'
import { rocPoint } from '../../../src/views/evaluation/roc.ts'
import RocView from '../../../src/views/evaluation/RocView.svelte'
import { baseRateOf } from '../../../src/core/report/run-at-threshold.ts'
import { drawnRuns } from '../../../src/views/reading/thresholds.ts'
import { trained } from './sample.ts'

const runs = [trained({ evaluations: 1 })]
const thinned = { ...DEFAULT_BASIS, prevalence: 0.001 }
const [asIs] = drawnRuns(runs, DEFAULT_BASIS, 0.05)
const [thin] = drawnRuns(runs, thinned, 0.05)

test('drawnRuns(runs, a prevalence) keeps the ROC curve and AUC, and lowers precision, PR AUC and F1', () => {
  expect(baseRateOf(thin.curves.thresholds)).toBeCloseTo(0.001, 10)
  for (const i of asIs.curves.thresholds.thresholds.keys()) {
    const [was, now] = [rocPoint(asIs.curves.thresholds, i)!, rocPoint(thin.curves.thresholds, i)!]
    expect(now.x).toBe(was.x)
    expect(now.y).toBeCloseTo(was.y, 12)
  }
  expect(thin.value('auc')).toBe(asIs.value('auc'))
  expect(thin.cut.recall).toBeCloseTo(asIs.cut.recall!, 12)
  expect(thin.cut.precision!).toBeLessThan(asIs.cut.precision! / 5)
  expect(thin.value('prAuc')!).toBeLessThan(asIs.value('prAuc')! / 3)
  expect(thin.cut.f1!).toBeLessThan(asIs.cut.f1! / 3)
})

test('a metric that cannot be said of thinned positives is n/a, and all are as they were without thinning', () => {
  expect(thin.value('logLoss')).toBeNull()
  const [above] = drawnRuns(runs, { ...DEFAULT_BASIS, prevalence: 0.2 }, 0.05)
  for (const metric of ['auc', 'prAuc', 'logLoss']) expect(above.value(metric)).toBe(asIs.value(metric))
})

test('the pictures of curves and counts say that positives are thinned', () => {
  for (const View of [RocView, PrView, ConfusionView]) {
    const { container, unmount } = render(View, { runs, basis: thinned })
    expect(container.textContent).toMatch(/positives after thinning/)
    unmount()
  }
  render(PrView, { runs, basis: thinned })
  expect(screen.getByText(/base rate 0\.1/)).toBeTruthy()
})
