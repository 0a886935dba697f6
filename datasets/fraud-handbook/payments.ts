import { DAY } from '../../src/core/kernel/time.ts'
import { exp } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import type { Profiles, Size } from './profiles.ts'

/** Payments by ascending time, before any fraud. */
export interface Payments {
  readonly rows: number
  readonly time: Float64Array
  readonly customer: Uint16Array
  readonly terminal: Uint16Array
  /** Amount in hundredths, so that sums of it are exact. */
  readonly cents: Int32Array
}

const NOON = 43_200
const SPREAD = 20_000

/** Stretches of a day that payments are assigned to before they are put in order. */
const SLOTS = 16_384

/** Every customer's payments of every day; those that would fall on another day are dropped, not drawn again. */
export function drawPayments(size: Size, profiles: Profiles, random: Random): Payments {
  const { customers, days } = size
  const { meanAmount, perDay, starts, reachable } = profiles
  const least = perDay.map((rate) => exp(-rate))
  const expected = perDay.reduce((sum, rate) => sum + rate, 0)
  // What is started, with ten standard deviations to spare; 3 % of it is dropped besides.
  const capacity = Math.ceil(days * expected + 10 * Math.sqrt(days * expected) + 100)
  const all = emptyPayments(capacity)
  const today = emptyPayments(Math.ceil(2 * expected + 10 * Math.sqrt(expected) + 100))
  const place = placer(today.rows)

  let rows = 0
  for (let day = 0; day < days; day++) {
    let count = 0
    for (let c = 0; c < customers; c++) {
      const terminals = starts[c + 1] - starts[c]
      random.at(day * customers + c)
      for (let left = terminals > 0 ? poisson(least[c], random) : 0; left > 0; left--) {
        const second = NOON + SPREAD * random.normal()
        if (second < 1 || second >= DAY) continue
        today.time[count] = second
        today.customer[count] = c
        today.cents[count] = Math.round(100 * amountOf(meanAmount[c], random))
        today.terminal[count] = reachable[starts[c] + random.below(terminals)]
        count++
      }
    }
    place(today, count, all, rows, day)
    rows += count
  }
  return {
    rows,
    time: all.time.slice(0, rows),
    customer: all.customer.slice(0, rows),
    terminal: all.terminal.slice(0, rows),
    cents: all.cents.slice(0, rows),
  }
}

function emptyPayments(rows: number): Payments {
  return {
    rows,
    time: new Float64Array(rows),
    customer: new Uint16Array(rows),
    terminal: new Uint16Array(rows),
    cents: new Int32Array(rows),
  }
}

/** Poisson by Knuth's product of uniforms; `least` is e^−mean. */
export function poisson(least: number, random: Random): number {
  let count = 0
  for (let product = random.uniform(); product > least; product *= random.uniform()) count++
  return count
}

/** Normal about the customer's mean, or uniform up to twice the mean where that is negative. */
function amountOf(mean: number, random: Random): number {
  const amount = mean + (mean / 2) * random.normal()
  return amount < 0 ? 2 * mean * random.uniform() : amount
}

/** Puts a day's payments in order of time behind those of the days before. */
function placer(capacity: number) {
  const before = new Uint32Array(SLOTS + 1)
  const order = new Uint32Array(capacity)
  return (today: Payments, count: number, all: Payments, at: number, day: number): void => {
    const { time } = today
    before.fill(0)
    for (let i = 0; i < count; i++) before[1 + slotOf(time[i])]++
    for (let slot = 0; slot < SLOTS; slot++) before[slot + 1] += before[slot]
    for (let i = 0; i < count; i++) order[before[slotOf(time[i])]++] = i
    for (let i = 1; i < count; i++) {
      const moved = order[i]
      let j = i
      for (; j > 0 && time[order[j - 1]] > time[moved]; j--) order[j] = order[j - 1]
      order[j] = moved
    }
    for (let i = 0; i < count; i++) {
      const from = order[i]
      all.time[at + i] = day * DAY + time[from]
      all.customer[at + i] = today.customer[from]
      all.terminal[at + i] = today.terminal[from]
      all.cents[at + i] = today.cents[from]
    }
  }
}

function slotOf(second: number): number {
  return Math.floor((second * SLOTS) / DAY)
}
