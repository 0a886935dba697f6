import { render, screen } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import { formatPer10000, formatRate } from '../../../src/core/kernel/numbers.ts'
import { fieldRows } from '../../../src/views/data/fields.ts'
import FieldsView from '../../../src/views/data/FieldsView.svelte'
import { missingColumns } from '../../../src/views/data/missing.ts'
import { positionBars } from '../../../src/views/data/position.ts'
import PositionView from '../../../src/views/data/PositionView.svelte'
import SampleTable from '../../../src/views/data/SampleTable.svelte'
import { truthBins } from '../../../src/views/data/truth.ts'
import TruthView from '../../../src/views/data/TruthView.svelte'
import { data } from './sample.ts'

test('positionBars(data) holds what was seen inside its interval, at every position', () => {
  const bars = positionBars(data)
  expect(bars).toHaveLength(20)
  for (const bar of bars) {
    expect(bar.low).toBeLessThanOrEqual(bar.share)
    expect(bar.high).toBeGreaterThanOrEqual(bar.share)
  }
})

test('PositionView speaks the first and the last position', () => {
  render(PositionView, { props: { data } })
  const bars = positionBars(data)
  const label = screen.getByRole('img').getAttribute('aria-label')
  expect(label).toContain(`${formatPer10000(bars[0].share)} per 10,000 at position 1`)
  expect(label).toContain('at position 20')
})

test('fieldRows(data) covers no more than all rows, and ten values at most', () => {
  for (const field of fieldRows(data)) {
    expect(field.covered).toBeGreaterThan(0)
    expect(field.covered).toBeLessThanOrEqual(1 + 1e-9)
    expect(field.values.length).toBeLessThanOrEqual(10)
    expect(field.distinct).toBeLessThanOrEqual(field.cardinality)
  }
})

test('fieldRows(data) are shares of the whole table, rows in no part included', () => {
  const drawn = 2 * (data.rows.train + data.rows.validation + data.rows.test)
  const [field] = fieldRows(data)
  expect(fieldRows({ ...data, drawn })[0].covered).toBeCloseTo(field.covered / 2, 12)
})

test('FieldsView says where a table has none, and does not ask to wait for it', () => {
  const columns = data.columns.filter((column) => column.kind !== 'categorical')
  render(FieldsView, { props: { data: { ...data, columns } } })
  expect(screen.getByText('This table has no categorical fields.')).toBeTruthy()
})

test('FieldsView names every field', () => {
  render(FieldsView, { props: { data } })
  for (const field of fieldRows(data)) expect(screen.getAllByText(field.label).length).toBeGreaterThan(0)
})

test('truthBins(data) counts every row once', () => {
  const rows = data.rows.train + data.rows.validation + data.rows.test
  expect(truthBins(data).reduce((sum, bin) => sum + bin.rows, 0)).toBe(rows)
})

test('TruthView speaks the base rate, and says so where the truth is not known', () => {
  const { unmount } = render(TruthView, { props: { data } })
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain(`base rate ${formatRate(data.expectedBaseRate)}`)
  unmount()
  render(TruthView, { props: { data: { ...data, truth: null } } })
  expect(screen.getByText(/truth of this table is not known/)).toBeTruthy()
})

test('missingColumns(data) begins with the most missing', () => {
  const missing = missingColumns(data).map((column) => column.missing)
  expect(missing).toEqual([...missing].sort((a, b) => b - a))
})

test('SampleTable shows the first rows under their columns', () => {
  render(SampleTable, { props: { data, rows: 5 } })
  expect(screen.getAllByRole('columnheader')).toHaveLength(data.sample.columns.length)
  expect(screen.getAllByRole('row')).toHaveLength(6)
})
