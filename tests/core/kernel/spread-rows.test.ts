import { describe, expect, it } from 'vitest'
import { psiBetween } from '../../../src/core/audit/column-psi.ts'
import { spreadRows } from '../../../src/core/kernel/spread-rows.ts'
import { describe as describeTable } from '../../../src/core/lab/describe.ts'
import { bareTable, type Draw } from '../../../src/core/kernel/table.ts'

/** Six places on a page; a column that is the place. */
const PLACES = 6

describe('spreadRows', () => {
  it('takes about as many as asked, as many of each place on a page whatever its length', () => {
    const rows = Uint32Array.from({ length: 240_000 }, (_, i) => i)
    for (const most of [40_000, 20_000, 5000])
      for (const places of [2, 6, 12, 20]) {
        const kept = spreadRows(rows, most)
        expect(kept.length / most).toBeCloseTo(1, 1)
        const counts = new Array<number>(places).fill(0)
        for (const row of kept) counts[row % places]++
        expect(Math.min(...counts) * places).toBeGreaterThan(0.75 * kept.length)
        expect(Math.max(...counts) * places).toBeLessThan(1.25 * kept.length)
      }
  })

  it('takes all where they are no more than that', () => {
    const rows = Uint32Array.of(3, 5, 8)
    expect(spreadRows(rows, 3)).toBe(rows)
  })
})

describe('summaries of a large table', () => {
  const rows = 50_000 * PLACES
  const values = Float32Array.from({ length: rows }, (_, row) => 1 + (row % PLACES))

  it('read every place on a page, though the step to few rows is the length of the page', () => {
    const column = { id: 'place', label: 'Place', help: '' }
    const table = {
      schema: { numeric: [column], categorical: [], rowsPerRequest: PLACES },
      ...{ rows, numeric: [values], categorical: [], label: new Uint8Array(rows), time: new Float64Array(rows) },
      ...bareTable,
    } satisfies Draw['table']
    const part = Uint32Array.of(0)
    const split = { train: part, validation: part, test: part, left: [], now: Infinity }
    const layout = { labelTime: false, request: false, position: false, truth: false, relevance: false }
    const [summary] = describeTable({ table, truth: null }, table, layout, split).columns
    const [, , quarter, half, threeQuarters] = summary.quantiles!
    expect(summary.quantiles).toEqual([1, 1, 2, half, 5, 6, 6])
    expect([quarter < half, half < threeQuarters, summary.range]).toEqual([true, true, [1, 6]])
  })

  it('compare parts by deciles of every place', () => {
    const numbers = (of: (row: number) => number) => ({
      column: { kind: 'numeric', values: Float32Array.from({ length: 300_000 }, (_, row) => of(row)) } as const,
      units: null,
    })
    const spread = (row: number): number => (row % PLACES) * 100 + (row % 97)
    const { value: psi } = psiBetween(
      numbers(spread),
      numbers((row) => 2 * spread(row))
    )
    // Deciles of the first place alone would put most others in one bin: 0.11.
    expect(psi).toBeGreaterThan(0.5)
  })
})
