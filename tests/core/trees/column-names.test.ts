import { expect, test } from 'vitest'
import type { Schema } from '../../../src/core/kernel/table.ts'
import { categoryName, columnLabel } from '../../../src/core/trees/column-names.ts'

const values = ['card', 'transfer', 'cash']
const schema: Schema = {
  numeric: [{ id: 'idle', label: 'hours since the last', help: '' }],
  categorical: [{ id: 'kind', label: 'category', help: '', cardinality: values.length, values }],
  rowsPerRequest: null,
}

test('categoryName and columnLabel fall back to the code and the id', () => {
  expect([3, 99].map((code) => categoryName(schema, 'kind', code))).toEqual(['cash', '99'])
  expect(columnLabel(schema, 'idle')).toBe('hours since the last')
  expect(columnLabel(null, 'f7')).toBe('f7')
})
