import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, test } from 'vitest'
import { formatMetric, formatRate } from '../../../src/core/kernel/numbers.ts'
import { logit, sigmoid } from '../../../src/core/kernel/math.ts'
import type { RunReport } from '../../../src/core/training/run.ts'
import { errorShare, readCorrection } from '../../../src/core/report/calibration.ts'
import { calibrationDomain, calibrationTable } from '../../../src/views/evaluation/calibration.ts'
import CalibrationView from '../../../src/views/evaluation/CalibrationView.svelte'
import { drawnRuns } from '../../../src/views/reading/thresholds.ts'
import { trained } from './sample.ts'

const ODDS = 40
const basis = { part: 'validation', expected: false } as const

/** A finished run whose scores were ten and more times too high before they were corrected. */
function corrected(facts: Parameters<typeof trained>[0] = {}) {
  const run = trained({ evaluations: 1, ...facts })
  const report = run.report as RunReport
  const calibration = report.curves.calibration.map((bin) => ({
    ...bin,
    predicted: sigmoid(logit(bin.predicted) + Math.log(ODDS)),
  }))
  const sampled = { ...report.validation.sampled, calibrationError: 0.4567 }
  const validation = { ...report.validation, sampled }
  const parts = { validation: { labelled: calibration, expected: null }, test: null }
  run.report = { ...report, uncorrected: { validation, test: null, calibration, threshold: report.threshold, parts } }
  return run
}

const plain = trained({ laneIndex: 1, label: 'DCN-V2', skill: 0.8, evaluations: 1 })
const treated = corrected()
const judgedOne = drawnRuns([treated], basis, null)[0]
const share = formatRate(errorShare(judgedOne))
const after = `${formatMetric(judgedOne.value('calibrationError'))} corrected, ${share} of the base rate`
const bins = treated.report?.curves.calibration.length ?? 0

describe('readCorrection', () => {
  test('of a corrected run is its calibration error before and after', () => {
    expect(readCorrection(drawnRuns([treated], basis, null)[0])).toBe(`calibration error 0.4567 as trained → ${after}`)
  })

  test('of a run that nothing corrected, or of an earlier version, is empty', () => {
    expect(readCorrection(drawnRuns([plain], basis, null)[0])).toBe('')
    const earlier = trained({ evaluations: 1 })
    earlier.report = { ...(earlier.report as RunReport), uncorrected: null }
    expect(readCorrection(drawnRuns([earlier], basis, null)[0])).toBe('')
  })
})

test('calibrationDomain(models, log, true) makes room for the scores as trained', () => {
  const models = drawnRuns([treated], basis, null)
  const most = Math.max(...(treated.report?.uncorrected?.calibration ?? []).map((bin) => bin.predicted))
  for (const isLog of [true, false]) {
    expect(calibrationDomain(models, isLog, true)[1]).toBeGreaterThan(most)
    expect(calibrationDomain(models, isLog)[1]).toBeLessThan(most)
  }
})

test('calibrationTable(models) holds corrected bins and, beneath, those as trained; without any it has no such column', () => {
  const both = calibrationTable(drawnRuns([treated, plain], basis, null))
  expect(both.columns.slice(0, 3)).toEqual(['Run', 'Scores', 'Rows'])
  expect(both.rows.map((row) => row[1])).toEqual([
    ...new Array<string>(bins).fill('corrected'),
    ...new Array<string>(bins).fill('as trained'),
    ...(plain.report?.curves.calibration ?? []).map(() => 'as trained'),
  ])
  expect(calibrationTable(drawnRuns([plain], basis, null)).columns).toEqual([
    ...['Run', 'Rows', 'Predicted', 'Observed', '95 % from', 'to', 'True'],
  ])
})

describe('CalibrationView', () => {
  const trainedMarks = (container: HTMLElement) => container.querySelectorAll('[data-scores="trained"] path[transform]')

  test('draws scores as trained hollow and dashed beside the corrected ones, until the box is cleared', async () => {
    const { container } = render(CalibrationView, { props: { basis, runs: [treated, plain] } })
    expect(trainedMarks(container).length).toBe(bins)
    expect([...trainedMarks(container)].every((mark) => mark.getAttribute('fill') === 'var(--paper)')).toBe(true)
    expect(container.querySelectorAll('[data-scores="trained"] [stroke-dasharray]').length).toBe(1)
    await fireEvent.click(screen.getByRole('checkbox', { name: 'as trained' }))
    expect(trainedMarks(container).length).toBe(0)
  })

  test('reads the calibration error before and after, in its name and beneath', () => {
    const { container } = render(CalibrationView, { props: { basis, runs: [treated, plain] } })
    const reading = `calibration error 0.4567 as trained → ${after}`
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain(reading)
    expect([...container.querySelectorAll('p')].map((line) => line.textContent)).toContain(
      `Logistic regression: ${reading}`
    )
  })

  test('of runs that nothing corrected has neither box nor reading', () => {
    const { container } = render(CalibrationView, { props: { basis, runs: [plain] } })
    expect(screen.queryByRole('checkbox', { name: 'as trained' })).toBeNull()
    expect(screen.queryByText(/as trained →/)).toBeNull()
    expect(trainedMarks(container).length).toBe(0)
  })
})
