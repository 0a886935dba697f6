import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../datasets/dataset.ts'
import { datasetOf, datasets } from '../../datasets/index.ts'
import { defaultsOf, readSetting } from '../../src/core/kernel/knobs.ts'
import { log } from '../../src/core/kernel/math.ts'
import { laterOf } from '../../src/core/kernel/later-outcomes.ts'
import { maturityOf } from '../../src/core/kernel/maturity.ts'
import { allocateDraw, bareTable, bareTruth, bytesPerRow, layoutOf, type Draw } from '../../src/core/kernel/table.ts'
import { DAY } from '../../src/core/kernel/time.ts'
import { withBeside } from '../../src/core/lab/beside.ts'
import { nodeHost } from '../../src/headless/host.ts'
import { tinyFeed } from './tiny-feed.ts'

const ROWS = 3000

it('datasetOf(nonsense) names the datasets there are', () => {
  expect(() => datasetOf('nonsense')).toThrow(/^unknown dataset: nonsense; expected one of ad-ctr/)
})

// No world of the catalogue has everything that one may hand over: a small one of the tests has.
const worlds = await Promise.all(
  [...datasets.map(({ id }) => datasetOf(id)), tinyFeed as Dataset]
    .filter(({ fromFile }) => !fromFile)
    .map(async (dataset) => ({
      id: dataset.id,
      dataset,
      world: await dataset.create(defaultsOf(dataset.knobs), 7),
    }))
)

describe.each(worlds)('dataset $id', ({ dataset, world }) => {
  const settings = defaultsOf(dataset.knobs)
  const whole = world.draw({ from: 0, to: ROWS })

  it('has knobs with words, whose defaults they allow', () => {
    for (const [id, knob] of Object.entries(dataset.knobs)) {
      expect(readSetting(dataset.knobs, id, knob.default)).toBe(knob.default)
      expect(knob.help).toMatch(/^[A-Z].{20,}\.$/)
      expect(knob.label).not.toBe('')
    }
  })

  it('has columns with words and ids of their own, and crosses between them', () => {
    const { numeric, categorical } = world.schema
    const ids = [...numeric, ...categorical].map((column) => column.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const column of [...numeric, ...categorical]) expect(column.help).toMatch(/^[A-Z].{10,}\.$/)
    for (const pair of dataset.crosses ?? []) for (const id of pair) expect(ids).toContain(id)
  })

  it('draws any range alone as it is within the whole', () => {
    fc.assert(
      fc.property(fc.nat({ max: ROWS - 1 }), fc.integer({ min: 1, max: 300 }), (from, length) => {
        const to = Math.min(ROWS, from + length)
        expect(columnsOf(world.draw({ from, to }))).toEqual(columnsOf(whole).map((column) => column.slice(from, to)))
      }),
      { seed: 1, numRuns: 40 }
    )
  })

  it('fills its part of a larger draw and nothing beside it', () => {
    const draw = allocateDraw(world.schema, world.layout, ROWS)
    for (const [from, to] of [
      [1007, ROWS],
      [0, 333],
      [333, 1007],
    ])
      world.draw({ from, to }, { draw, at: from })
    expect(columnsOf(draw)).toEqual(columnsOf(whole))
    const blank = allocateDraw(world.schema, world.layout, 60)
    world.draw({ from: 11, to: 31 }, { draw: blank, at: 20 })
    for (const column of columnsOf(blank))
      expect([...column.slice(0, 20), ...column.slice(40)]).toEqual(Array(40).fill(0))
  })

  it('gives the same bytes for the same seed, and others for another', async () => {
    const again = await dataset.create(settings, 7)
    const other = await dataset.create(settings, 8)
    expect(columnsOf(again.draw({ from: 0, to: 200 }))).toEqual(columnsOf(whole).map((column) => column.slice(0, 200)))
    expect(other.draw({ from: 0, to: 200 }).table.label).not.toEqual(whole.table.label.slice(0, 200))
  })

  it('draws other requests of one law by sibling(name), or says that there is no truth', () => {
    const sibling = world.sibling('one')
    expect(sibling === null).toBe(!world.layout.truth)
    expect(dataset.closest !== undefined).toBe(world.layout.truth)
    if (!sibling) return
    const draw = sibling.draw({ from: 0, to: ROWS })
    expect(columnsOf(world.sibling('one')!.draw({ from: 0, to: ROWS }))).toEqual(columnsOf(draw))
    expect(draw.truth!.probability).not.toEqual(whole.truth!.probability)
    expect(sibling.schema).toEqual(world.schema)
    expect(sibling.showsAll).toBe(world.showsAll)
    const mean = ({ truth }: Draw) => truth!.probability.reduce((sum, p) => sum + p, 0) / ROWS
    expect(Math.abs(log(mean(draw) / mean(whole)))).toBeLessThan(0.7)
  })

  it('timeOf and rowAt agree with the rows, which ascend in time', () => {
    const { time, request } = whole.table
    for (let row = 1; row < ROWS; row++) expect(time[row]).toBeGreaterThanOrEqual(time[row - 1])
    for (const row of [0, 19, 20, 777, ROWS - 1]) expect(world.timeOf(row)).toBe(time[row])
    for (const row of [20, 400, 2980]) {
      const first = request ? request.indexOf(request[row]) : row
      expect(world.rowAt(time[row])).toBe(first)
      expect(world.rowAt(time[row] + 1e-6)).toBeGreaterThan(row)
      expect(world.rowAt(time[row] - 1e-6)).toBe(first)
    }
    expect(world.rowAt(-5)).toBe(0)
  })

  it('fills the columns that its layout names and no other, and says what they hold', () => {
    const { table, truth } = whole
    for (const [id, isHeld] of Object.entries(layoutOf(table)))
      expect(isHeld, id).toBe(world.layout[id as keyof typeof world.layout] ?? false)
    expect(table.grade !== null).toBe(world.schema.grades !== undefined)
    expect(table.grade?.every((grade) => grade < world.schema.grades!) ?? true).toBe(true)
    expect(table.outcome !== null).toBe(world.schema.outcome !== undefined)
    expect(truth?.expectedOutcome?.every(Number.isFinite) ?? true).toBe(true)
  })

  it('settles labels that come late after the days it says, and comes late where it says so alone', () => {
    const maturity = maturityOf(whole.table)
    expect(maturity !== null).toBe(dataset.settlesAfterDays !== undefined)
    if (!maturity) return
    const { time, label } = whole.table
    const seconds = dataset.settlesAfterDays!(settings) * DAY
    const negatives = [...label.keys()].filter((row) => label[row] === 0)
    expect(negatives.every((row) => maturity.isSettled(row, time[row] + seconds))).toBe(true)
  })

  it('has a row of items for every code of the columns that point at them, the same each time', async () => {
    const { items = {} } = await withBeside(world, { from: 0, to: ROWS }, whole, nodeHost)
    expect(Object.keys(items)).toEqual(Object.keys(world.items ?? {}))
    for (const [id, table] of Object.entries(items)) {
      const place = world.schema.categorical.findIndex((column) => column.id === id)
      expect(table.rows).toBeGreaterThanOrEqual(world.schema.categorical[place].cardinality)
      expect(whole.table.categorical[place].every((code) => code <= table.rows)).toBe(true)
      expect([...table.numeric, ...table.categorical].some((values) => values.some((value) => value !== 0))).toBe(true)
    }
    expect((await withBeside(world, { from: 20, to: 40 }, whole, nodeHost)).items ?? {}).toEqual(items)
  })

  it('hands over later outcomes of any range as they are within the whole, none before its row', async () => {
    const { later = {} } = await withBeside(world, { from: 0, to: ROWS }, whole, nodeHost)
    for (const [name, records] of Object.entries(later)) {
      const { row, time, value } = records
      expect(row.length).toBeGreaterThan(0)
      expect(row).toEqual(row.toSorted())
      expect(row.every((at, i) => at < ROWS && time[i] >= whole.table.time[at])).toBe(true)
      expect(value.every(Number.isFinite)).toBe(true)
      for (const range of [
        { from: 0, to: 1007 },
        { from: 1007, to: ROWS },
      ])
        expect(world.later!(range, { draw: world.draw(range), at: 0 })[name]).toEqual(laterOf(records, range))
    }
  })

  it('keeps codes within their fields, truth within (0, 1), and a row within 120 bytes', () => {
    world.schema.categorical.forEach(({ cardinality }, i) =>
      expect(whole.table.categorical[i].every((code) => code <= cardinality)).toBe(true)
    )
    expect(whole.truth?.probability.every((p) => p > 0 && p < 1) ?? true).toBe(true)
    expect(whole.truth !== null).toBe(world.layout.truth)
    expect(bytesPerRow(world.schema, world.layout)).toBeLessThanOrEqual(120)
  })
})

function columnsOf({ table, truth }: Draw) {
  const optional = [
    ...Object.keys(bareTable).map((id) => table[id as keyof typeof bareTable]),
    ...Object.keys(bareTruth).map((id) => truth?.[id as keyof typeof bareTruth]),
  ]
  return [table.time, table.label, ...table.numeric, ...table.categorical, ...optional, truth?.probability].filter(
    (column) => column !== null && column !== undefined
  )
}
