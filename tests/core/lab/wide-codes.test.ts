import { describe, expect, test } from 'vitest'
import { codeAuc } from '../../../src/core/audit/column-auc.ts'
import { cutColumn } from '../../../src/core/decisions/cut-column.ts'
import { countBins, sketchOf } from '../../../src/core/drift/detectors/sketch.ts'
import { fitEncoder } from '../../../src/core/features/fit-encoder.ts'
import { bareTable, type Table } from '../../../src/core/kernel/table.ts'
import { fileColumns } from '../../../datasets/exports/columns.ts'
import { gatherTable } from '../../../src/core/treatments/gather-table.ts'
import { scoreTrees } from '../../../src/core/trees/score.ts'
import { boosted } from '../trees/boosted.ts'

/** Two codes that are one in 16 bits, with opposite labels, and a rarer third. */
const CODES = [70_000, 70_000 - 65_536, 99_999]
const ROWS = 600
const codes = Uint32Array.from({ length: ROWS }, (_, row) => (row % 30 === 0 ? CODES[2] : CODES[row % 2]))
const label = Uint8Array.from(codes, (code) => Number(code === CODES[0]))
const table: Table = {
  ...bareTable,
  ...{ rows: ROWS, numeric: [], categorical: [codes], label, time: new Float64Array(ROWS) },
  schema: {
    ...{ numeric: [], rowsPerRequest: null },
    categorical: [{ id: 'user', label: 'User', help: '', cardinality: 100_000, isWide: true }],
  },
}
const rows = Uint32Array.from({ length: ROWS }, (_, row) => row)
const firsts = CODES.map((code) => codes.indexOf(code))

describe('codes beyond 16 bits are told apart by', () => {
  test('the encoder of networks', () => {
    const settings = { minCount: 1, buckets: 10, scaling: 'log' as const, position: false, crosses: [] }
    const encoder = fitEncoder(table, rows, settings)
    const batch = encoder.batch(3)
    encoder.fill(batch, table, Uint32Array.from(firsts), 0, 3, false)
    expect(new Set(batch.codes).size).toBe(3)
  })

  test.each(['sets', 'ranks'] as const)('trees, as %s', async (categories) => {
    const { ensemble } = await boosted(table, { categories, minChildWeight: 0 })
    const logits = new Float32Array(ROWS)
    scoreTrees(ensemble, table, null, logits, { atTop: false })
    expect(logits[firsts[0]]).toBeGreaterThan(1)
    expect(logits[firsts[1]]).toBeLessThan(-1)
  })

  test('PSI, for which a code beyond all of the reference is unseen', () => {
    const column = (values: Uint32Array) => ({
      ...{
        column: { kind: 'categorical' as const, values },
        ranges: [{ from: 0, to: values.length }],
        requests: null,
        labels: null,
      },
    })
    const sketch = sketchOf(column(codes))
    expect(sketch.labels).toEqual(['value 4464', 'value 70000', 'value 99999', 'other', 'missing', 'unseen'])
    expect([...countBins(sketch, column(Uint32Array.of(70_000, 4464, 4464, 5, 200_000)))]).toEqual([2, 1, 0, 0, 0, 2])
  })

  test('slices, the audit, exports and copies of rows', () => {
    const { names, sliceOf } = cutColumn({ kind: 'categorical', values: codes })
    expect(names.slice(0, 3).map((name) => name.type === 'value' && name.text)).toEqual(['4464', '70000', '99999'])
    expect(firsts.map((row) => sliceOf[row])).toEqual([1, 0, 2])
    expect(codeAuc(codes, rows, label)).toBeGreaterThan(0.99)
    const exported = fileColumns({ table, truth: null }).find(({ name }) => name === 'c_user')!
    expect(firsts.map((row) => exported.value(row))).toEqual(CODES)
    expect(gatherTable(table, Uint32Array.from(firsts)).categorical[0]).toEqual(Uint32Array.from(CODES))
  })
})
