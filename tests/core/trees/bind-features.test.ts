import { describe, expect, test } from 'vitest'
import type { Schema } from '../../../src/core/kernel/table.ts'
import { bindFeatures, exportedName } from '../../../src/core/trees/bind-features.ts'
import type { Ensemble } from '../../../src/core/trees/ensemble.ts'
import { parseXgboost } from '../../../src/core/trees/xgboost-json.ts'
import { caseOf, marginOf, valuesOf } from './xgboost-goldens.ts'

const column = (id: string) => ({ id, label: id, help: '' })
const schema: Schema = {
  numeric: [column('idle'), column('hours'), column('amount')],
  categorical: [
    { ...column('kind'), cardinality: 39 },
    { ...column('place'), cardinality: 3 },
  ],
  rowsPerRequest: 10,
}
const { model, rows } = caseOf('depth 6')
const ensemble = parseXgboost(model)

describe('bindFeatures(ensemble, schema)', () => {
  const bound = bindFeatures(ensemble, schema)

  test('gives exported names the ids of their columns, and drops what no tree asks about', () => {
    expect(bound.features).toEqual([
      { id: 'amount', kind: 'numeric' },
      { id: 'hours', kind: 'numeric' },
      { id: 'kind', kind: 'categorical' },
      { id: 'position', kind: 'numeric' },
    ])
  })

  test('scores the same, codes of categories through sets', () => {
    for (const row of rows) {
      const values = valuesOf(row)
      const [amount, hours, kind, position] = values
      const own = [amount, hours, Number.isNaN(kind) ? 0 : kind, position]
      expect(marginOf(bound, own)).toBe(marginOf(ensemble, values))
    }
  })

  test('codes beyond all thresholds and sets go right', () => {
    for (const kind of [31, 32, 63, 64, 900, 65_535]) {
      expect(marginOf(bound, [20, 3, kind, 2])).toBe(marginOf(ensemble, [20, 3, kind, 2, NaN]))
    }
  })

  test('takes raw ids too, and before exported names', () => {
    const raw: Ensemble = { ...ensemble, features: ['amount', 'n_amount', 'kind', 'position', 'idle'].map(numeric) }
    const own: Schema = { ...schema, numeric: [column('amount'), column('n_amount')] }
    expect(bindFeatures(raw, own).features.slice(0, 2)).toEqual([numeric('amount'), numeric('n_amount')])
  })

  test('names what the table lacks and has', () => {
    expect(() => bindFeatures(ensemble, { ...schema, numeric: [], rowsPerRequest: null })).toThrow(
      'unknown features: n_amount, n_hours, position; expected columns of this table: kind, place, c_kind, c_place'
    )
  })

  test('refuses two names of one column', () => {
    const twice: Ensemble = { ...ensemble, features: ['amount', 'n_amount', 'kind', 'position', 'idle'].map(numeric) }
    expect(() => bindFeatures(twice, schema)).toThrow(
      'invalid features: two are column amount; expected one for each column'
    )
  })
})

test('exportedName(feature) is what exported files call its column', () => {
  expect(exportedName(numeric('amount'))).toBe('n_amount')
  expect(exportedName({ id: 'kind', kind: 'categorical' })).toBe('c_kind')
  expect(exportedName(numeric('position'))).toBe('position')
})

function numeric(id: string): Ensemble['features'][number] {
  return { id, kind: 'numeric' }
}
