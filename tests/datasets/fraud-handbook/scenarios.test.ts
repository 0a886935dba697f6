import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { drawPayments } from '../../../datasets/fraud-handbook/payments.ts'
import { drawProfiles, type Size } from '../../../datasets/fraud-handbook/profiles.ts'
import { commitFrauds, sample } from '../../../datasets/fraud-handbook/scenarios.ts'
import { Random } from '../../../src/core/kernel/random.ts'

/** So few terminals and customers that scenarios meet often. */
const size: Size = { customers: 150, terminals: 200, radius: 40, days: 70 }
const chance = Random.of(9).stream('scenarios')
const payments = drawPayments(size, drawProfiles(size, Random.of(3)), Random.of(4))
const before = payments.cents.slice()
const scenario = commitFrauds(payments, size, chance)
const { rows, time, terminal, customer, cents } = payments
const dayOf = (row: number): number => Math.floor(time[row] / DAY)
const every = Array.from({ length: rows }, (_, row) => row)

/** The days on which each was drawn; none on the last. */
function drawn(name: string, count: number, n: number): Map<number, number[]> {
  const days = new Map<number, number[]>()
  for (let day = 0; day < size.days - 1; day++)
    for (const one of sample(count, n, chance.stream(name).at(day))) days.set(one, [...(days.get(one) ?? []), day])
  return days
}

const terminals = drawn('terminals', 2, size.terminals)
const customers = drawn('customers', 3, size.customers)
const within = (days: readonly number[] | undefined, row: number, length: number): number[] =>
  (days ?? []).filter((day) => dayOf(row) >= day && dayOf(row) < day + length)
const compromised = (row: number): boolean => within(terminals.get(terminal[row]), row, 28).length > 0

describe('commitFrauds', () => {
  it('scenario 2 takes every payment at a terminal for 28 days from the day it was drawn, and no other', () => {
    expect(scenario.filter((one) => one === 2).length).toBeGreaterThan(1000)
    for (const row of every) {
      if (scenario[row] === 2) expect(compromised(row)).toBe(true)
      else if (compromised(row)) expect(scenario[row]).toBe(3)
    }
  })

  it('scenario 1 takes what was above 220 before anything was raised, where no later scenario did', () => {
    for (const row of every) if (scenario[row] < 2) expect(scenario[row]).toBe(+(before[row] > 22_000))
    expect(scenario.includes(1)).toBe(true)
  })

  it('scenario 3 takes payments of a customer within 14 days of being drawn, even from scenario 2', () => {
    let overwritten = 0
    for (const row of every) {
      if (scenario[row] !== 3) continue
      expect(within(customers.get(customer[row]), row, 14).length).toBeGreaterThan(0)
      overwritten += +compromised(row)
    }
    expect(overwritten).toBeGreaterThan(10)
  })

  it('raises int(n/3) of each day’s n payments by five, some more than once, and nothing else', () => {
    let expected = 0
    for (let day = 0; day < size.days - 1; day++)
      expected += Math.floor(
        every.filter((row) => customers.get(customer[row])?.includes(day) && dayOf(row) >= day && dayOf(row) < day + 14)
          .length / 3
      )
    let raised = 0
    let twice = 0
    for (const row of every) {
      if (before[row] === 0) continue
      const times = Math.round(Math.log(cents[row] / before[row]) / Math.log(5))
      expect(cents[row]).toBe(before[row] * 5 ** times)
      expect(times > 0).toBe(scenario[row] === 3)
      raised += times
      twice += +(times > 1)
    }
    expect(before.includes(0)).toBe(false)
    expect(raised).toBe(expected)
    expect(twice).toBeGreaterThan(0)
  })

  it('chooses early and late payments of its fourteen days alike', () => {
    const thirds = every.filter(
      (row) => scenario[row] === 3 && within(customers.get(customer[row]), row, 14).length === 1
    )
    const since = thirds.map((row) => dayOf(row) - within(customers.get(customer[row]), row, 14)[0])
    const mean = since.reduce((sum, days) => sum + days, 0) / since.length
    // Uniform on 0 … 13: mean 6.5, variance 16.25; windows cut off by the last day pull it down a little.
    expect(Math.abs(mean - 6.3)).toBeLessThan(0.2 + 4 * Math.sqrt(16.25 / since.length))
  })
})

describe('sample', () => {
  it('draws different numbers, each as often', () => {
    const counts = new Float64Array(5)
    for (let i = 0; i < 10_000; i++) {
      const chosen = sample(3, 5, chance.at(i))
      expect(new Set(chosen).size).toBe(3)
      for (const one of chosen) counts[one]++
    }
    for (const count of counts) expect(Math.abs(count - 6000)).toBeLessThan(4 * Math.sqrt(10_000 * 0.6 * 0.4))
  })
})
