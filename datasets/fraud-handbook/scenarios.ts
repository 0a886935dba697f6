import { DAY } from '../../src/core/kernel/time.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import type { Payments } from './payments.ts'
import type { Size } from './profiles.ts'

/** Amounts above it are fraud in scenario 1, in hundredths. */
export const LARGE = 22_000
/** Scenario 2: terminals compromised a day, and the days that all their payments are fraud. */
export const TERMINALS_A_DAY = 2
export const TERMINAL_DAYS = 28
/** Scenario 3: customers whose card details leak a day, the days they are used, and the part of payments that is fraud. */
export const CUSTOMERS_A_DAY = 3
export const CUSTOMER_DAYS = 14
export const PART = 3
const RAISE = 5

/**
 * Commits the frauds of the three scenarios in their order, later ones overwriting earlier: 0 for a genuine payment, else
 * the scenario's number. Raises the amounts of scenario 3 in place, as often as a payment is chosen. Nothing new begins on
 * the last day.
 */
export function commitFrauds(payments: Payments, size: Size, random: Random): Uint8Array {
  const scenario = payments.cents.map((cents) => +(cents > LARGE))
  const frauds = Uint8Array.from(scenario)
  compromiseTerminals(frauds, payments, size, random.stream('terminals'))
  leakCards(frauds, payments, size, random.stream('customers'))
  return frauds
}

function compromiseTerminals(frauds: Uint8Array, payments: Payments, { terminals, days }: Size, random: Random): void {
  const { rows, time, terminal } = payments
  const until = new Int32Array(terminals)
  let today = -1
  for (let row = 0; row < rows; row++) {
    for (const day = Math.floor(time[row] / DAY); today < day;) {
      today++
      if (today === days - 1) continue
      for (const chosen of sample(TERMINALS_A_DAY, terminals, random.at(today))) until[chosen] = today + TERMINAL_DAYS
    }
    if (today < until[terminal[row]]) frauds[row] = 2
  }
}

function leakCards(frauds: Uint8Array, payments: Payments, { customers, days }: Size, random: Random): void {
  const { time, cents } = payments
  const { starts, rows } = byCustomer(payments, customers)
  for (let day = 0; day < days - 1; day++) {
    const pool: number[] = []
    for (const chosen of sample(CUSTOMERS_A_DAY, customers, random.at(day)))
      for (let i = starts[chosen]; i < starts[chosen + 1] && time[rows[i]] < (day + CUSTOMER_DAYS) * DAY; i++)
        if (time[rows[i]] >= day * DAY) pool.push(rows[i])
    for (let left = Math.floor(pool.length / PART); left > 0; left--) {
      const at = random.below(pool.length)
      const row = pool[at]
      pool[at] = pool[pool.length - 1]
      pool.pop()
      frauds[row] = 3
      cents[row] *= RAISE
    }
  }
}

/** Whole numbers below n, all different. */
export function sample(count: number, n: number, random: Random): number[] {
  const chosen: number[] = []
  while (chosen.length < count) {
    const one = random.below(n)
    if (!chosen.includes(one)) chosen.push(one)
  }
  return chosen
}

/** Each customer's rows by time: those of customer c are rows[starts[c]] … rows[starts[c + 1] − 1]. */
function byCustomer({ rows: count, customer }: Payments, customers: number) {
  const starts = new Uint32Array(customers + 1)
  for (let row = 0; row < count; row++) starts[customer[row] + 1]++
  for (let c = 0; c < customers; c++) starts[c + 1] += starts[c]
  const next = starts.slice()
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row++) rows[next[customer[row]]++] = row
  return { starts, rows }
}
