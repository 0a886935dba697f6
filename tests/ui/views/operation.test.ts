import { render, screen } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import { formatMetric } from '../../../src/core/kernel/numbers.ts'
import { daysOf, driftTable, windowDomain, windowPoints } from '../../../src/views/operation/drift.ts'
import DriftTimeline from '../../../src/views/operation/DriftTimeline.svelte'
import { stabilityRows, toneOf } from '../../../src/views/operation/stability.ts'
import StabilityView from '../../../src/views/operation/StabilityView.svelte'
import { data, traffic } from './sample.ts'

const { windows, events } = traffic(18)

test('windowPoints(reports) stand in the middle of their windows, in days', () => {
  expect(
    windowPoints(windows[0].reports, 'auc', true)
      .slice(0, 2)
      .map(({ x }) => x)
  ).toEqual([0.125, 0.375])
})

test('windowPoints(window without clicks) leaves a gap', () => {
  const report = { ...windows[0].reports[0], values: { sampled: { auc: null }, expected: {} } }
  expect(windowPoints([report], 'auc', true)[0].y).toBeNull()
})

test('daysOf(windows) spans them, and a week where there are none', () => {
  expect(daysOf(windows)).toEqual([0, 4.5])
  expect(daysOf([])).toEqual([0, 7])
})

test('windowDomain(values, trivial) leaves a far trivial value out, and takes a near one in', () => {
  const values = [0.7, 0.8].map((y, x) => ({ x, y }))
  expect(windowDomain(values, [{ x: 0, y: 0.5 }])[0]).toBeGreaterThan(0.6)
  expect(windowDomain(values, [{ x: 0, y: 0.66 }])[0]).toBeLessThan(0.66)
})

test('driftTable(windows, events) names the drift in the window it came in', () => {
  const { columns, rows } = driftTable(windows, events, ['auc'], true)
  expect(columns).toEqual(['Day', 'AUC, Logistic regression', 'AUC, DCN-V2', 'AUC, the world knows', 'Event'])
  expect(rows).toHaveLength(18)
  expect(rows[16].at(-1)).toBe('Concept drift, sudden')
})

test('DriftTimeline speaks the latest window of each metric and labels what happened', () => {
  render(DriftTimeline, { props: { windows, events, metric: 'auc' } })
  const labels = screen.getAllByRole('img').map((picture) => picture.getAttribute('aria-label'))
  expect(labels).toHaveLength(3)
  const latest = formatMetric(windows[1].reports[17].values.expected.auc)
  expect(labels[0]).toContain(`AUC in live traffic, day 4.5: `)
  expect(labels[0]).toContain(`DCN-V2 ${latest}`)
  expect(labels[0]).toContain('the world knows')
  expect(screen.getByText('Concept drift, sudden')).toBeTruthy()
})

test('stabilityRows(windows, columns, places) keeps the largest of the windows that share a place', () => {
  const rows = stabilityRows(windows, data.columns, 6)
  expect(rows[0]).toMatchObject({ label: 'scores, Logistic regression', isScore: true, latest: 0.19 })
  expect(rows[0].values).toHaveLength(6)
  expect(rows[0].values[5]).toBe(0.19)
  expect(rows.filter((row) => !row.isScore).map((row) => row.label)).toEqual(data.columns.map((column) => column.label))
})

test('toneOf turns at 0.1 and 0.25, and not at what chance gives few rows', () => {
  const toneAt = (value: number, expected = 0.01) => toneOf({ value, expected })
  expect([0.09, 0.1, 0.24, 0.25].map((psi) => toneAt(psi))).toEqual(['calm', 'some', 'some', 'much'])
  expect([0.29, 0.31].map((psi) => toneAt(psi, 0.1))).toEqual(['calm', 'much'])
})

test('StabilityView speaks what moved and how many did not', () => {
  render(StabilityView, { props: { windows, events, columns: data.columns } })
  const label = screen.getByRole('img').getAttribute('aria-label')
  expect(label).toContain(`${data.columns[2].label} 0.410`)
  expect(label).toContain(`${data.columns.length - 2} calm`)
})
