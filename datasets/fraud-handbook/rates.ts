import type { Size } from './profiles.ts'
import { CUSTOMER_DAYS, CUSTOMERS_A_DAY, PART, TERMINAL_DAYS, TERMINALS_A_DAY } from './scenarios.ts'

/** Share of payments above 220: the mean of 1 − Φ((220 − m) / (m/2)) over m uniform on 5 … 100. */
export const LARGE_SHARE = 5.7445e-4

/** Share of started payments that fall within their day: Φ of (86400 − 43200)/20000, less Φ of (1 − 43200)/20000. */
const WITHIN_DAY = 0.969225

/** Mean payments a customer makes a day. */
export const PER_DAY = 2 * WITHIN_DAY

/**
 * Expected share of frauds among the payments of the first days: a payment is genuine where no scenario takes it, and each
 * terminal or customer drawn up to that day takes it with the same small chance.
 */
export function expectedShare({ customers, terminals, days }: Size, first: number): number {
  const reach = Math.min(first, days)
  let frauds = 0
  for (let day = 0; day < reach; day++) {
    let genuine = 1 - LARGE_SHARE
    for (let begun = Math.max(0, day - TERMINAL_DAYS + 1); begun <= Math.min(day, days - 2); begun++)
      genuine *= 1 - TERMINALS_A_DAY / terminals
    for (let begun = Math.max(0, day - CUSTOMER_DAYS + 1); begun <= Math.min(day, days - 2); begun++) {
      const lasts = Math.min(CUSTOMER_DAYS, days - begun)
      // Whole thirds of what the customers of a day pay together: on average one payment is left over.
      const part = (1 - 1 / (CUSTOMERS_A_DAY * PER_DAY * lasts)) / PART
      genuine *= 1 - (CUSTOMERS_A_DAY / customers) * part
    }
    frauds += 1 - genuine
  }
  return frauds / reach
}
