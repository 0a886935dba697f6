import { expect, it } from 'vitest'
import {
  allocateDraw,
  allocateItems,
  bareTable,
  bytesPerRow,
  copyRows,
  layoutOf,
  placeDraw,
  rowsOf,
  type Draw,
  type Layout,
  type Schema,
} from '../../../src/core/kernel/table.ts'

const column = { label: 'A', help: 'a.' }
const schema: Schema = {
  numeric: [{ ...column, id: 'n' }],
  categorical: [
    { ...column, id: 'a', cardinality: 3 },
    { ...column, id: 'b', cardinality: 4 },
  ],
  rowsPerRequest: 20,
}
const full: Layout = { labelTime: true, request: true, position: true, truth: true, relevance: true }
const bare: Layout = { labelTime: false, request: false, position: false, truth: false, relevance: false }

it('allocateDraw(…) gives columns of the asked length that do not overlap', () => {
  const { table, truth } = allocateDraw(schema, full, 7)
  const columns = [
    table.time,
    table.labelTime!,
    ...table.numeric,
    ...table.categorical,
    table.request!,
    table.position!,
    table.label,
    truth!.probability,
    truth!.relevance!,
  ]
  columns.forEach((each, i) => each.fill(i + 1))
  columns.forEach((each, i) => expect([...each]).toEqual(Array(7).fill(i + 1)))
})

it('allocateDraw(…, shared) lies in one SharedArrayBuffer', () => {
  const { table, truth } = allocateDraw(schema, full, 5, true)
  expect(table.time.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(truth!.relevance!.buffer).toBe(table.time.buffer)
})

it('a layout without truth has none, and leaves out the columns it names', () => {
  const { table, truth } = allocateDraw(schema, bare, 5)
  expect([truth, table.labelTime, table.request, table.position]).toEqual([null, null, null, null])
})

it('bytesPerRow(schema, layout) counts every column', () => {
  expect(bytesPerRow(schema, bare)).toBe(8 + 1 + 4 + 2 * 2)
  expect(bytesPerRow(schema, full)).toBe(8 + 1 + 4 + 2 * 2 + 8 + 4 + 1 + 4 + 4)
})

/** Every optional column there is, whatever it is called. */
const every: Layout = {
  ...Object.fromEntries(Object.keys(bareTable).map((id) => [id, true])),
  ...{ truth: true, relevance: true, expectedOutcome: true },
}
const wide: Schema = {
  ...schema,
  categorical: [...schema.categorical, { ...column, id: 'user', cardinality: 100_000, isWide: true }],
}

/** Counts through the rows in every column, so that each holds numbers of its own. */
function filled(rows: number): Draw {
  const draw = allocateDraw(wide, every, rows)
  columnsIn(draw).forEach((each, c) => each.forEach((_, row) => (each[row] = 10 * c + row)))
  return draw
}

function columnsIn({ table, truth }: Draw) {
  const { numeric, categorical } = table
  const single = [...Object.values(table), ...Object.values(truth ?? {})].filter((each) => ArrayBuffer.isView(each))
  return [...numeric, ...categorical, ...single] as Float64Array[]
}

it('an optional column is allocated, counted, placed, copied and cut by its declaration alone', () => {
  const whole = allocateDraw(wide, every, 5)
  const lengths = columnsIn(whole).map(({ length }) => length)
  expect(lengths).toEqual(Array(Object.keys(bareTable).length + 2 + 1 + 3 + 3).fill(5))
  const bytes = columnsIn(whole).reduce((sum, each) => sum + each.BYTES_PER_ELEMENT, 0)
  expect(bytesPerRow(wide, every)).toBe(bytes)
  placeDraw(filled(3), whole, 2)
  columnsIn(whole).forEach((each, c) => expect([...each]).toEqual([0, 0, 10 * c, 10 * c + 1, 10 * c + 2]))
  copyRows(filled(3), Uint32Array.of(2, 2), whole, 0)
  columnsIn(whole).forEach((each, c) => expect([...each].slice(0, 2)).toEqual([10 * c + 2, 10 * c + 2]))
  const part = { table: rowsOf(whole.table, { from: 2, to: 4 }), truth: null }
  expect(part.table.rows).toBe(2)
  columnsIn(part).forEach((each, c) => expect([...each]).toEqual([10 * c, 10 * c + 1]))
})

it('layoutOf(table) says which optional columns a table has', () => {
  expect(layoutOf(allocateDraw(schema, full, 2).table)).toEqual({
    ...Object.fromEntries(Object.keys(bareTable).map((id) => [id, false])),
    ...{ labelTime: true, request: true, position: true },
  })
})

it('columns of one layout share a buffer with nothing left over but what aligns them', () => {
  const { table } = allocateDraw(wide, every, 1000)
  const spare = table.time.buffer.byteLength - 1000 * bytesPerRow(wide, every)
  expect(spare).toBeGreaterThanOrEqual(0)
  expect(spare).toBeLessThan(300)
})

it('an item table stands beside the rows that point at it: row i is code i + 1 of a column', () => {
  const items = allocateItems({ ...schema, rowsPerRequest: null }, 100, true)
  items.numeric[0].set([0.5], 41)
  const draw: Draw = { ...allocateDraw(wide, bare, 2), items: { user: items } }
  draw.table.categorical[2].set([42, 0])
  const codes = draw.table.categorical[wide.categorical.findIndex(({ id }) => id === 'user')]
  expect(draw.items!.user.numeric[0][codes[0] - 1]).toBe(0.5)
  expect(items.numeric[0].buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(Object.keys(items).sort()).toEqual(['categorical', 'numeric', 'rows', 'schema'])
})

it('wide codes are kept whole', () => {
  const { table } = allocateDraw(wide, bare, 1)
  table.categorical[2][0] = 99_999
  expect([table.categorical[0].BYTES_PER_ELEMENT, table.categorical[2][0]]).toEqual([2, 99_999])
  expect(() =>
    allocateDraw({ ...schema, categorical: [{ ...column, id: 'c', cardinality: 70_000 }] }, bare, 1)
  ).toThrow('invalid cardinality of c: 70000')
})
