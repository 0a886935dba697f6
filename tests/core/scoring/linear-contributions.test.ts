import { describe, expect, test } from 'vitest'
import { fitEncoder } from '../../../src/core/features/fit-encoder.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { dcnV2 } from '../../../src/core/models/dcn-v2.ts'
import { logistic } from '../../../src/core/models/logistic.ts'
import { sizeOf, type Network } from '../../../src/core/networks/network.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { explainLinear, isLinear } from '../../../src/core/scoring/linear-contributions.ts'
import { referenceLogits } from '../../contracts/reference.ts'
import { smallTable } from '../features/small-table.ts'

const ROWS = 200
const random = Random.of(4)
const column = (value: () => number) => Array.from({ length: ROWS }, value)
const table = smallTable({
  numeric: {
    amount: column(() => (random.uniform() < 0.2 ? NaN : random.exponential() * 50)),
    hours: column(() => random.uniform() * 24),
  },
  categorical: { kind: column(() => random.below(6)), place: column(() => 1 + random.below(4)) },
  position: column(() => 1 + random.below(10)),
})
const rows = Uint32Array.from({ length: ROWS }, (_, i) => i)
const training = rows.subarray(0, 150)
const encoder = fitEncoder(table, training, {
  minCount: 1,
  buckets: 100,
  crosses: [
    ['amount', 'hours'],
    ['kind', 'place'],
  ],
  position: true,
})
const network = logistic.network(defaultsOf(logistic.knobs), encoder)
const weights = new Float32Array(sizeOf(network))
random.normals(weights)
const explain = explainLinear({ network, encoder, weights }, table, training)
const told = Array.from(rows, (row) => explain(table, row))

describe('explainLinear(model, table, reference)', () => {
  test('tells of each column once, then of hand-made crosses', () => {
    expect(told[0].contributions.map(({ feature }) => feature)).toEqual([
      'amount',
      'hours',
      'amount × hours',
      'kind',
      'place',
      'position',
      'kind × place',
    ])
  })

  test('tells of a column once that is read by its logarithm and as it is', () => {
    const both = fitEncoder(table, training, {
      minCount: 1,
      buckets: 100,
      crosses: [],
      position: true,
      scaling: 'both',
    })
    expect(both.numeric).toContain('amount as it is')
    const shape = logistic.network(defaultsOf(logistic.knobs), both)
    const given = new Float32Array(sizeOf(shape))
    random.normals(given)
    const told = explainLinear({ network: shape, encoder: both, weights: given }, table, training)(table, 3)
    expect(told.contributions.map(({ feature }) => feature)).toEqual(['amount', 'hours', 'kind', 'place', 'position'])
  })

  test('base and amounts add up to the logit within 1e-9', () => {
    const batch = encoder.batch(ROWS)
    encoder.fill(batch, table, rows, 0, ROWS, false)
    referenceLogits(network, weights, batch).forEach((logit, row) => {
      const { base, contributions } = told[row]
      expect(Math.abs(contributions.reduce((sum, { amount }) => sum + amount, base) - logit)).toBeLessThan(1e-9)
    })
  })

  test('each amount has mean 0 over the reference rows, and moves', () => {
    told[0].contributions.forEach((_, i) => {
      const amounts = Array.from(training, (row) => told[row].contributions[i].amount)
      expect(Math.abs(amounts.reduce((sum, amount) => sum + amount, 0))).toBeLessThan(1e-9)
      expect(Math.max(...amounts) - Math.min(...amounts)).toBeGreaterThan(0.1)
    })
  })

  test('a missing number counts with the weight of its indicator, and its value is null', () => {
    const missing = rows.filter((row) => Number.isNaN(table.numeric[0][row]))
    const [first] = Array.from(missing, (row) => told[row].contributions[0])
    expect(first.value).toBeNull()
    const amounts = Array.from(training, (row) => told[row].contributions[0])
    const mean = -amounts[0].amount + termOf(training[0])
    expect(first.amount).toBeCloseTo(weights[1 + 2] - mean, 12)
  })

  test('values are those of the table, a category as its code', () => {
    told.forEach(({ contributions }, row) => {
      const value = Object.fromEntries(contributions.map((one) => [one.feature, one.value]))
      expect(value.hours).toBe(table.numeric[1][row])
      expect(value.kind).toBe(table.categorical[0][row] || null)
      expect(value.position).toBe(table.position?.[row])
      expect(value['kind × place']).toBeNull()
    })
  })
})

test('isLinear(network) is true of logistic regression alone', () => {
  const deep: Network = dcnV2.network(defaultsOf(dcnV2.knobs), encoder)
  expect(isLinear(network)).toBe(true)
  expect(isLinear(deep)).toBe(false)
  expect(() => explainLinear({ network: deep, encoder, weights }, table, training)).toThrow('not linear')
})

/** What amount and its indicator add to the logit of a row. */
function termOf(row: number): number {
  const batch = encoder.batch(1)
  encoder.fill(batch, table, Uint32Array.of(row), 0, 1, false)
  return weights[1] * batch.numeric[0] + weights[1 + 2] * batch.numeric[2]
}
