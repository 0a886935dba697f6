import type { Random } from '../../src/core/kernel/random.ts'
import { nearby, scatter } from './map.ts'

export interface Size {
  readonly customers: number
  readonly terminals: number
  /** How near a terminal must be for a customer to use it, on a map of 100 by 100. */
  readonly radius: number
  readonly days: number
}

export interface Profiles {
  /** Mean of a customer's amounts, in money; their standard deviation is half of it. */
  readonly meanAmount: Float64Array
  /** Payments a customer starts a day. */
  readonly perDay: Float64Array
  /** Terminals within reach of customer c: reachable[starts[c]] … reachable[starts[c + 1] − 1]. */
  readonly starts: Uint32Array
  readonly reachable: Uint16Array
}

/** Customers and terminals scattered over a map. */
export function drawProfiles(size: Size, random: Random): Profiles {
  const { customers } = size
  const terminals = scatter(size.terminals, random.stream('terminals'))
  const { x, y } = scatter(customers, random.stream('customers'))
  const habits = random.stream('habits')
  const meanAmount = new Float64Array(customers)
  const perDay = new Float64Array(customers)
  const starts = new Uint32Array(customers + 1)
  const reachable: number[] = []
  const near = nearby(terminals, size.radius)
  for (let c = 0; c < customers; c++) {
    habits.at(c)
    meanAmount[c] = 5 + 95 * habits.uniform()
    perDay[c] = 4 * habits.uniform()
    near(x[c], y[c], reachable)
    starts[c + 1] = reachable.length
  }
  return { meanAmount, perDay, starts, reachable: Uint16Array.from(reachable) }
}
