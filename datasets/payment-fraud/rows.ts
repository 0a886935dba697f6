import { DAY, HOUR } from '../../src/core/kernel/time.ts'
import { exp } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import type { Draw } from '../../src/core/kernel/table.ts'
import { FIELD, NUMBER } from './fields.ts'
import { DEVICE_OF_WAY, ENTRY_OF_WAY, UNATTENDED } from './payment-profiles.ts'
import type { Nature, Payments } from './payments.ts'
import type { Windows } from './windows.ts'

/** What a broken pipeline sends for the amount over usual where it is stuck, and the factor where its unit has changed. */
const STUCK = 0
const SCALED = 100

const LEAST = 1e-12
const MOST = 1 - 1e-7

/** What a row is written from: the payment that came last, with its windows. */
export interface Source {
  readonly payments: Payments
  readonly windows: Windows
}

/** Writes payments as rows of a draw. */
export function rowWriter(draw: Draw, nature: Nature, usualPayments: Float64Array, broken: Random) {
  const { table, truth } = draw
  const numbers = table.numeric
  const fields = table.categorical
  const { customers, merchants } = nature

  return ({ payments: paid, windows }: Source, at: number, row: number): void => {
    const { time, customer, merchant } = paid
    const terminal = paid.channel === UNATTENDED ? merchant - merchants.firstTerminal : -1
    const usual = exp(customers.usual[customer])
    table.time[at] = time
    table.labelTime![at] = paid.labelTime
    table.label[at] = paid.isFraud ? 1 : 0
    table.customer![at] = customer
    table.cluster![at] = terminal < 0 ? customer : customers.count + terminal
    truth!.probability[at] = Math.min(MOST, Math.max(LEAST, paid.probability))

    numbers[NUMBER.amount][at] = paid.amount
    numbers[NUMBER.usualAmount][at] = usual
    numbers[NUMBER.amountRatio][at] = shown(paid, paid.logAmount - customers.usual[customer], row, broken)
    numbers[NUMBER.usualPayments][at] = customers.rate[customer] * DAY
    numbers[NUMBER.hour][at] = (time % DAY) / HOUR
    numbers[NUMBER.sinceLast][at] = (time - paid.lastTime) / HOUR
    const { counts, sums } = windows.customers
    numbers[NUMBER.paymentsHour][at] = counts[0]
    numbers[NUMBER.paymentsDay][at] = counts[1]
    numbers[NUMBER.paymentsWeek][at] = counts[2]
    numbers[NUMBER.spentDay][at] = sums[1] / usual
    numbers[NUMBER.distance][at] = paid.distance
    numbers[NUMBER.sinceReplaced][at] = (time - paid.replacedAt[customer]) / DAY
    numbers[NUMBER.merchantUsual][at] = merchant < merchants.known ? usualPayments[merchant] : NaN
    numbers[NUMBER.merchantDay][at] = windows.merchants.counts[0]
    // 0 / 0 is NaN: missing.
    numbers[NUMBER.riskWeek][at] = windows.risk.flagged[0] / windows.risk.counts[0]
    numbers[NUMBER.riskMonth][at] = windows.risk.flagged[1] / windows.risk.counts[1]
    numbers[NUMBER.sinceReported][at] = terminal < 0 ? NaN : (time - paid.reportedAt[terminal]) / DAY
    numbers[NUMBER.sinceCleaned][at] = terminal < 0 ? NaN : (time - paid.cleanedAt[terminal]) / DAY

    fields[FIELD.category][at] = paid.category + 1
    fields[FIELD.channel][at] = paid.channel + 1
    fields[FIELD.entry][at] = ENTRY_OF_WAY[paid.way]
    fields[FIELD.device][at] = DEVICE_OF_WAY[paid.way]
    fields[FIELD.segment][at] = customers.segment[customer] + 1
    fields[FIELD.weekday][at] = 1 + (Math.floor(time / DAY) % 7)
    fields[FIELD.merchant][at] = merchant + 1
  }
}

/** The amount over usual as it arrives. Amount and usual amount tell it anyway, so breaking it changes no truth. */
function shown({ arrivals }: Payments, ratio: number, row: number, broken: Random): number {
  const { missing, stuck, scaled } = arrivals.levers
  if (missing + stuck + scaled === 0) return ratio
  const chance = broken.at(row).uniform()
  if (chance < scaled) return ratio * SCALED
  if (chance < scaled + missing) return NaN
  return chance < scaled + missing + stuck ? STUCK : ratio
}
