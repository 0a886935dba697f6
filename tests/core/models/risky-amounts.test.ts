import { beforeAll, describe, expect, it } from 'vitest'
import { fraudHandbook } from '../../../datasets/fraud-handbook/index.ts'
import { paymentFraud } from '../../../datasets/payment-fraud/index.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import type { Table } from '../../../src/core/kernel/table.ts'
import { gbdt } from '../../../src/core/models/gbdt.ts'
import type { BoostSettings } from '../../../src/core/trees/boost-settings.ts'
import { scoreTrees } from '../../../src/core/trees/score.ts'
import { boosted } from '../trees/boosted.ts'

const ROWS = process.env.SKEWLAB_LONG ? 200_000 : 20_000
const FACTOR = 1.5

type Column = (id: string) => Float32Array

/** What each column that holds the amount comes to where a payment alone is of `FACTOR` times its amount. */
const worlds = [
  {
    id: 'payment-fraud',
    draw: async () => {
      const settings = { ...defaultsOf(paymentFraud.knobs), rows: ROWS, customers: ROWS / 20, baseRate: 0.02 }
      return (await paymentFraud.create(settings, 3)).draw({ from: 0, to: ROWS }).table
    },
    dearer: (of: Column): Record<string, (row: number) => number> => ({
      amount: (row) => FACTOR * of('amount')[row],
      amountRatio: (row) => Math.log((FACTOR * of('amount')[row]) / of('usualAmount')[row]),
      spentDay: (row) => of('spentDay')[row] + ((FACTOR - 1) * of('amount')[row]) / of('usualAmount')[row],
    }),
  },
  {
    id: 'fraud-handbook',
    draw: async () => {
      const settings = defaultsOf(fraudHandbook.knobs)
      return (await fraudHandbook.create(settings, 3)).draw({ from: 0, to: ROWS }).table
    },
    dearer: (of: Column): Record<string, (row: number) => number> => ({
      amount: (row) => FACTOR * of('amount')[row],
      ...Object.fromEntries(
        [1, 7, 30].map((days) => [
          `customerAmount${days}`,
          (row: number) =>
            of(`customerAmount${days}`)[row] + ((FACTOR - 1) * of('amount')[row]) / of(`customerCount${days}`)[row],
        ])
      ),
    }),
  },
]

describe.each(worlds)('gbdt of $id whose higher amount is never safer', ({ draw, dearer }) => {
  let table: Table
  let redrawn: Table
  let changes: Record<string, (row: number) => number>
  beforeAll(async () => {
    table = await draw()
    const ids = table.schema.numeric.map(({ id }) => id)
    changes = dearer((id) => table.numeric[ids.indexOf(id)])
    const moved = (column: Float32Array, c: number): Float32Array =>
      changes[ids[c]] ? column.map((_, row) => changes[ids[c]](row)) : column
    redrawn = { ...table, numeric: table.numeric.map(moved) }
  })

  async function scoredLower(monotone: BoostSettings['monotone']): Promise<number> {
    const settings = { ...gbdt.boosting({ ...defaultsOf(gbdt.knobs), riskyAmounts: true }, table.schema), monotone }
    const { ensemble } = await boosted(table, { ...settings, rounds: 30 }, { position: false })
    const [before, after] = [table, redrawn].map((rows) => {
      const out = new Float32Array(rows.rows)
      scoreTrees(ensemble, rows, null, out, { atTop: false })
      return out
    })
    return before.filter((logit, row) => after[row] < logit).length / table.rows
  }

  it('knows which columns move with the amount, and that they rise', () => {
    expect(Object.keys(changes).sort()).toEqual(['amount', ...Object.keys(table.schema.withAmount ?? {})].sort())
    for (const [c, { id }] of table.schema.numeric.entries())
      if (id in changes) expect(table.numeric[c].every((value, row) => !(redrawn.numeric[c][row] < value))).toBe(true)
  })

  it('scores no payment lower at 1.5 times its amount, as holding the amount column alone would', async () => {
    const { monotone } = gbdt.boosting({ ...defaultsOf(gbdt.knobs), riskyAmounts: true }, table.schema)
    expect(await scoredLower({ amount: 1 })).toBeGreaterThan(0.005)
    expect(await scoredLower(monotone)).toBe(0)
  })
})

it('gbdt of an own file holds the amount column alone', () => {
  const schema = { numeric: [], categorical: [], rowsPerRequest: null, amount: 'price' }
  expect(gbdt.boosting({ ...defaultsOf(gbdt.knobs), riskyAmounts: true }, schema).monotone).toEqual({ price: 1 })
  expect(gbdt.boosting(defaultsOf(gbdt.knobs), schema).monotone).toEqual({})
})
