import { expect, test } from 'vitest'
import { fileColumns } from '../../../datasets/exports/columns.ts'
import { csv } from '../../../datasets/exports/csv.ts'
import { fileFormats } from '../../../datasets/exports/index.ts'
import { datasetOf } from '../../../datasets/index.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { MISSING } from '../../../src/core/kernel/table.ts'
import { withBeside } from '../../../src/core/lab/beside.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { tinyFeed } from '../../contracts/tiny-feed.ts'
import { fileOf, looked } from './files.ts'

const ROWS = 3000
const dataset = datasetOf('ad-ctr')
const { table: source, truth } = (await dataset.create(defaultsOf(dataset.knobs), 3)).draw({ from: 0, to: ROWS })

test.each(fileFormats)('a table written as $id comes back with the same numbers', async (format) => {
  const bytes = await format.write(
    { table: source, truth },
    Uint32Array.from({ length: ROWS }, (_, row) => row)
  )
  const file = fileOf(bytes)
  const { plan, warnings, rows } = await looked(file)
  expect(rows).toEqual({ count: ROWS, exact: true })
  expect(warnings).toContain('ignored truth, relevance: it is the answer')
  const { draw, malformed, notes } = await importFile(file, plan)
  const { table } = draw
  expect(malformed.count).toBe(0)
  expect(notes).toEqual([])
  expect(draw.truth).toBeNull()
  expect(table.label).toEqual(source.label)
  expect(largest(table.time, (time, row) => Math.abs(time - source.time[row]))).toBeLessThan(1e-6)
  // Customers are requests here: the same rows belong together.
  expect(table.customer).toEqual(source.request!.map((request) => request - source.request![0] + 1))
  for (const [i, { id }] of source.schema.numeric.entries()) {
    const found = table.schema.numeric.findIndex((column) => column.id === `n_${id}`)
    expect(table.numeric[found]).toEqual(source.numeric[i])
  }
  for (const [i, { id }] of source.schema.categorical.entries()) {
    const found = table.schema.categorical.findIndex((column) => column.id === `c_${id}`)
    const { values, cardinality } = table.schema.categorical[found]
    expect(cardinality).toBe(new Set(source.categorical[i]).size - (source.categorical[i].includes(MISSING) ? 1 : 0))
    const wrong = table.categorical[found].filter(
      (code, row) => code <= values!.length && Number(values![code - 1] ?? MISSING) !== source.categorical[i][row]
    )
    expect(wrong).toHaveLength(0)
  }
})

test.each(['ad-ctr', 'payment-fraud', 'fraud-handbook'] as const)(
  'a table of %s comes back with its features and no other, the label kept out of them',
  async (id) => {
    const world = await datasetOf(id).create(defaultsOf(datasetOf(id).knobs), 3)
    // Frauds are rare in the handbook.
    const rows = 20_000
    const draw = world.draw({ from: 0, to: rows })
    const file = fileOf(
      await csv.write(
        draw,
        Uint32Array.from({ length: rows }, (_, row) => row)
      )
    )
    const { plan } = await inspectFile(file)
    const features = plan.columns.filter(({ role }) => role === 'feature' || role === 'amount')
    expect(features.filter(({ name }) => !/^[nc]_/.test(name))).toEqual([])
    expect(features.length).toBeGreaterThan(0)
    const roleOf = Object.fromEntries(plan.columns.map(({ name, role }) => [name, role]))
    const { customer, labelTime } = draw.table
    expect(roleOf).toMatchObject({ label: 'label', time: 'time' })
    if (customer) expect(roleOf).toMatchObject({ customer: 'group', cluster: 'ignore' })
    else expect(roleOf).toMatchObject({ request: 'group', position: 'ignore' })
    if (!labelTime) return
    expect(roleOf.labelTime).toBe('labelTime')
    const { table } = (await importFile(file, plan)).draw
    const [time, known] = [draw.table.time, table.labelTime!]
    expect(largest(known, (at, row) => Math.abs(at - table.time[row] - (labelTime[row] - time[row])))).toBeLessThan(
      1e-6
    )
  }
)

test.each(fileFormats)(
  'user, grade, outcome and later outcomes come back from $id, and none of them is a feature',
  async (format) => {
    const feed = await tinyFeed.create({ rows: ROWS }, 3)
    const range = { from: 0, to: ROWS }
    const whole = await withBeside(feed, range, feed.draw(range), nodeHost)
    const bytes = await format.write(
      whole,
      Uint32Array.from({ length: ROWS }, (_, row) => row)
    )
    const file = fileOf(bytes)
    const { plan, assumptions } = await inspectFile(file)
    const roleOf = Object.fromEntries(plan.columns.map(({ name, role }) => [name, role]))
    expect(roleOf).toEqual({
      ...{ label: 'label', truth: 'ignore', time: 'time', request: 'group', user: 'user', grade: 'grade' },
      ...{ outcome: 'outcome', expectedOutcome: 'ignore', n_taste: 'feature', c_video: 'feature' },
      ...{ later_follows: 'ignore', later_follows_time: 'ignore' },
    })
    expect(assumptions.map(({ text }) => text)).toContain(
      'ignored truth, expectedOutcome, later_follows, later_follows_time: it is the answer'
    )
    const { draw, notes } = await importFile(file, plan)
    const { table } = draw
    expect(notes).toEqual([])
    expect(table.grade).toEqual(whole.table.grade)
    expect(table.schema.grades).toBe(4)
    expect(table.outcome).toEqual(whole.table.outcome)
    expect(table.schema.outcome?.label).toBe('outcome')
    const pairs = new Set(table.user!.map((user, row) => 1000 * user + whole.table.user![row]))
    expect(pairs.size).toBe(new Set(whole.table.user).size)
    expect(new Set(table.user).size).toBe(pairs.size)
  }
)

test('later outcomes leave as the sum of a row’s values and the time of the last, empty where there is none', async () => {
  const later = {
    sales: { row: Uint32Array.of(1, 4, 4), time: Float64Array.of(5, 6, 9), value: Float32Array.of(2, 3, 4) },
  }
  const columns = fileColumns({ table: source, truth: null, later })
  const [sum, time] = ['later_sales', 'later_sales_time'].map((name) => columns.find((column) => column.name === name)!)
  expect([0, 1, 4].map((row) => [sum.value(row), time.value(row)])).toEqual([
    [null, null],
    [2, 5],
    [7, 9],
  ])
})

function largest(values: Float64Array, of: (value: number, row: number) => number): number {
  return values.reduce((most, value, row) => Math.max(most, of(value, row)), 0)
}
