import { expect, it } from 'vitest'
import { allocateDraw, bytesPerRow, type Layout, type Schema } from '../../../src/core/kernel/table.ts'

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
