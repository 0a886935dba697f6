import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { formatCount, formatRate } from '../../../src/core/kernel/numbers.ts'
import type { SliceName } from '../../../src/core/decisions/cut-column.ts'
import { speakExamples } from '../../../src/views/decisions/examples.ts'
import ExamplesView from '../../../src/views/decisions/ExamplesView.svelte'
import IntervalsView from '../../../src/views/decisions/IntervalsView.svelte'
import { sliceRows, slicesTable, speakSlices, wordOf } from '../../../src/views/decisions/slices.ts'
import SlicesView from '../../../src/views/decisions/SlicesView.svelte'
import { columns, examplesIn, intervalRuns, sliceRuns } from './decisions-sample.ts'

describe('SlicesView', () => {
  const slices = sliceRuns(2)

  test('sliceRows(runs, measure) has every slice but that of all rows, with a value of each model', () => {
    const rows = sliceRows(slices, 'recall')
    expect(rows).toHaveLength(slices[0].report.slices.length - 1)
    rows.forEach((row, i) =>
      expect(row.values.map(({ value }) => value)).toEqual(slices.map(({ report }) => report.slices[i].recall))
    )
    expect(sliceRows([], 'recall')).toEqual([])
  })

  test('wordOf names ranges, others and missing', () => {
    expect(wordOf({ type: 'range', from: 0.5, to: 20 })).toBe('0.5 to 20')
    expect(wordOf({ type: 'range', from: 3, to: 3 })).toBe('3')
    expect(wordOf({ type: 'others', values: 1200 })).toBe('1,200 others')
  })

  test('speaks the worst and the best slice with what they stand on', () => {
    const label = speakSlices(slices, 'recall')
    const known = sliceRows(slices, 'recall').filter(({ values }) => values[0].value !== null)
    const least = Math.min(...known.map(({ values }) => values[0].value ?? NaN))
    expect(label).toContain(`Recall of Logistic regression by Country: from ${formatRate(least)} on`)
    expect(label).toMatch(/\(1\.23k rows, \d+ positives\)$/)
  })

  test('asks for another column, and shows another measure', async () => {
    const oncolumn = vi.fn()
    const { container } = render(SlicesView, { props: { slices, columns, column: 'country', oncolumn } })
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Column' }), 'amount')
    expect(oncolumn).toHaveBeenCalledWith('amount')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Measure' }), 'calibration')
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('Mean score over base rate')
    expect(container.innerHTML).not.toMatch(/NaN|undefined/)
  })

  const alike: readonly { readonly what: string; readonly names: readonly SliceName[] }[] = [
    { what: 'a category named as missing rows are', names: [{ type: 'value', text: 'missing' }, { type: 'missing' }] },
    { what: 'values written alike', names: [1, 2, 3].map(() => ({ type: 'value', text: '1000000' })) },
    {
      what: 'ranges that differ in the seventh digit',
      names: [
        { type: 'range', from: 1_500_000, to: 1_500_001 },
        { type: 'range', from: 1_500_002, to: 1_500_004 },
      ],
    },
  ]
  test.each(alike)('draws $what as slices of their own, each with its own value', ({ names }) => {
    const [all] = slices[0].report.slices
    const report = { ...slices[0].report, slices: names.map((name, i) => ({ ...all, name, recall: (i + 1) / 10 })) }
    const runs = slices.map((run) => ({ ...run, report }))
    const rows = sliceRows(runs, 'recall')
    expect(new Set(rows.map(({ key }) => key)).size).toBe(names.length)
    expect(rows.map(({ values }) => values.map(({ value }) => value))).toEqual(
      names.map((_, i) => [(i + 1) / 10, (i + 1) / 10])
    )
    render(SlicesView, { props: { slices: runs } })
    expect(screen.getByRole('img').querySelectorAll('.track')).toHaveLength(names.length)
    if (names[0].type !== 'value' || names[0].text === 'missing')
      expect(new Set(rows.map(({ label }) => label)).size).toBe(names.length)
  })

  test('slicesTable(runs) counts every slice of every model', () => {
    const { columns: heads, rows } = slicesTable(sliceRuns(2, 'amount'))
    expect(rows.every((row) => row.length === heads.length)).toBe(true)
    expect(rows.filter(([name]) => name === 'all rows')).toHaveLength(2)
  })
})

test('IntervalsView draws runs of the same name, whose differences read alike', () => {
  const [first, second] = intervalRuns(2)
  const twin = { ...second, key: 'run-2' }
  const { container } = render(IntervalsView, { props: { intervals: [first, second, twin] } })
  expect(container.textContent?.match(/Boosted trees against Logistic regression/g)).toHaveLength(2)
})

describe('ExamplesView', () => {
  const examples = examplesIn('falsePositives')

  test('says how many of how many, and shows what the table holds as text alone', () => {
    const { container } = render(ExamplesView, { props: { examples } })
    expect(container.textContent).toContain(
      `False alarms: 12 of ${formatCount(examples.total)} rows scored at or above`
    )
    expect(container.textContent).toContain('<b>Bold & Sons</b>')
    expect(container.querySelector('td b')).toBeNull()
    expect(speakExamples({ ...examples, total: 12 })).toContain('False alarms: 12 rows')
  })

  test('opens the row that is pressed, and marks the one that is open', async () => {
    const onopen = vi.fn()
    const { row } = examples.rows[2]
    render(ExamplesView, { props: { examples, onopen, opened: row } })
    const button = screen.getByRole('button', { name: formatCount(row) })
    expect(button.getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(button)
    expect(onopen).toHaveBeenCalledWith(row)
  })

  test('asks for another cell and another order', async () => {
    const [oncell, onorder] = [vi.fn(), vi.fn()]
    render(ExamplesView, { props: { examples, cell: 'falsePositives', oncell, onorder } })
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Cell' }), 'falseNegatives')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'random')
    expect(oncell).toHaveBeenCalledWith('falseNegatives')
    expect(onorder).toHaveBeenCalledWith('random')
  })

  test('says so where a cell has no rows', () => {
    render(ExamplesView, { props: { examples: { ...examples, total: 0, rows: [] } } })
    expect(screen.getByText('False alarms: no rows at this threshold.')).toBeTruthy()
  })
})
