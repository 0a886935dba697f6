import { DAY, HOUR } from '../../src/core/kernel/time.ts'
import { rolling, type Rolling } from '../windows/rolling.ts'
import type { Payments } from './payments.ts'

const CUSTOMER_WINDOWS = [HOUR, DAY, 7 * DAY]
const RISK_WINDOWS = [7 * DAY, 28 * DAY]

/** What the last days held for the customer and the merchant of a payment. */
export interface Windows {
  /** Of the customer over an hour, a day and a week, the payment itself included. */
  readonly customers: Rolling
  /** Of the merchant over a day, the payment itself included. */
  readonly merchants: Rolling
  /** Of the merchant over a week and four weeks, shifted by the label delay; flagged are frauds confirmed by now. */
  readonly risk: Rolling
}

export function createWindows(customers: number, merchants: number, labelDelay: number, leak: boolean): Windows {
  return {
    customers: rolling({ entities: customers, windows: CUSTOMER_WINDOWS, delay: 0 }),
    merchants: rolling({ entities: merchants, windows: [DAY], delay: 0 }),
    risk: rolling({ entities: merchants, windows: RISK_WINDOWS, delay: leak ? 0 : labelDelay * DAY }),
  }
}

/** Takes in a payment and brings all windows to it. A leak knows each fraud at once, this one too. */
export function enterPayment(windows: Windows, payment: Payments, leak: boolean): void {
  const { customers, merchants, risk } = windows
  const { customer, merchant, time, amount, isFraud, labelTime } = payment
  customers.add(customer, time, amount, Infinity)
  customers.advance(customer, time)
  merchants.add(merchant, time, 0, Infinity)
  merchants.advance(merchant, time)
  risk.add(merchant, time, 0, isFraud ? (leak ? time : labelTime) : Infinity)
  risk.advance(merchant, time)
}
