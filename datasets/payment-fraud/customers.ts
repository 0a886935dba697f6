import { DAY } from '../../src/core/kernel/time.ts'
import { exp } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { aliasOf, type Alias } from './alias.ts'

export const REGIONS = 10
export const SEGMENTS = ['Students', 'Young workers', 'Families', 'Frequent travellers', 'Older couples', 'Pensioners']

/** Payments a day that a customer makes on average. */
const PER_DAY = 0.5
const TILT = 1.2

/** Traits by customer 0 … count − 1. */
export interface Customers {
  readonly count: number
  /** Genuine payments a second, on average over the week. */
  readonly rate: Float64Array
  readonly totalRate: number
  readonly rateOfRegion: Float64Array
  /** Logarithm of the usual amount. */
  readonly usual: Float64Array
  readonly region: Uint8Array
  readonly segment: Uint8Array
  readonly alias: Alias
  /** Rates under the other mix of customers, of the same sum. */
  readonly tilted: { readonly rate: Float64Array; readonly alias: Alias }
}

/** Customers as `habits` has them; which segments the other mix favours comes from `tilt`. */
export function createCustomers(count: number, habits: Random, tilt: Random): Customers {
  const rate = new Float64Array(count)
  const usual = new Float64Array(count)
  const region = new Uint8Array(count)
  const segment = new Uint8Array(count)
  const tilts = new Float64Array(SEGMENTS.length)
  tilt.normals(tilts)
  for (let c = 0; c < count; c++) {
    habits.at(c)
    segment[c] = habits.below(SEGMENTS.length)
    region[c] = habits.below(REGIONS)
    rate[c] = exp(0.9 * habits.normal())
    usual[c] = 2.9 + 0.12 * segment[c] + 0.5 * habits.normal()
  }
  const totalRate = (count * PER_DAY) / DAY
  toSum(rate, totalRate)
  const tilted = rate.map((each, c) => each * exp(TILT * tilts[segment[c]]))
  toSum(tilted, totalRate)
  const rateOfRegion = new Float64Array(REGIONS)
  for (let c = 0; c < count; c++) rateOfRegion[region[c]] += rate[c]
  return {
    count,
    rate,
    totalRate,
    rateOfRegion,
    usual,
    region,
    segment,
    alias: aliasOf(rate),
    tilted: { rate: tilted, alias: aliasOf(tilted) },
  }
}

function toSum(rates: Float64Array, total: number): void {
  const scale = total / rates.reduce((sum, rate) => sum + rate, 0)
  for (let i = 0; i < rates.length; i++) rates[i] *= scale
}
