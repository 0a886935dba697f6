import { expect, test } from 'vitest'
import { bindFeatures } from '../../../src/core/trees/bind-features.ts'
import { explainTrees } from '../../../src/core/trees/explanation.ts'
import { scoreTrees } from '../../../src/core/trees/score.ts'
import { parseXgboost } from '../../../src/core/trees/xgboost-json.ts'
import { smallTable } from '../features/small-table.ts'
import { caseOf } from './xgboost-goldens.ts'

const { model, rows, contributions, margins } = caseOf('depth 6')
const column = (place: number, missing: number) => rows.map((row) => row[place] ?? missing)
const table = smallTable({
  numeric: { hours: column(1, NaN), amount: column(0, NaN) },
  categorical: { kind: column(2, 0) },
  position: column(3, 0),
})

const ensemble = bindFeatures(parseXgboost(model), { ...table.schema, rowsPerRequest: 10 })

test('scoreTrees(bound, table) is XGBoost margins within 1e-5', () => {
  const out = new Float32Array(table.rows)
  scoreTrees(ensemble, table, null, out, { atTop: false })
  // A table's position is never missing.
  rows.forEach((row, i) => {
    if (row[3] !== null) expect(Math.abs(out[i] - margins[i])).toBeLessThan(1e-5)
  })
})

test('explainTrees(bound)(table, row) tells of XGBoost contributions by column, with the raw values', () => {
  const explain = explainTrees(ensemble)
  rows.forEach((row, i) => {
    if (row[3] === null) return
    const told = explain(table, i)
    expect(told.contributions.map(({ feature }) => feature)).toEqual(['amount', 'hours', 'kind', 'position'])
    told.contributions.forEach(({ amount, value }, feature) => {
      expect(Math.abs(amount - contributions[i][feature])).toBeLessThan(1e-4)
      expect(value).toBe(row[feature] === null ? null : Math.fround(row[feature]))
    })
    const sum = told.contributions.reduce((total, { amount }) => total + amount, told.base)
    expect(Math.abs(sum - margins[i])).toBeLessThan(1e-5)
  })
})

test('explainTrees(ensemble)(table, row) says which column the table lacks', () => {
  expect(() => explainTrees(parseXgboost(model))(table, 0)).toThrow('unknown column: n_amount')
})
