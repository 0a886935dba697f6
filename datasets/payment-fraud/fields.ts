import type { CategoricalColumn, Layout, NumericColumn, Schema } from '../../src/core/kernel/table.ts'
import { SEGMENTS } from './customers.ts'
import { CATEGORY_NAMES, DEVICES, ENTRIES, KNOWN } from './payment-profiles.ts'

const NUMBERS = [
  ['amount', 'Amount', 'What is paid, in euros.'],
  [
    'usualAmount',
    'Usual amount',
    'What this customer typically pays, in euros: the geometric mean of the years before.',
  ],
  ['amountRatio', 'Amount over usual', 'Logarithm of the amount over the customer’s usual amount.'],
  ['usualPayments', 'Usual payments', 'Payments a day that this customer makes on average.'],
  ['hour', 'Hour', 'Hour of the day, 0 to 24.'],
  ['sinceLast', 'Since last payment', 'Hours since the customer’s payment before; missing at the first.'],
  ['paymentsHour', 'Payments in an hour', 'The customer’s payments in the last hour, this one included.'],
  ['paymentsDay', 'Payments in a day', 'The customer’s payments in the last 24 hours, this one included.'],
  ['paymentsWeek', 'Payments in a week', 'The customer’s payments in the last 7 days, this one included.'],
  ['spentDay', 'Spent in a day', 'Sum of the last 24 hours over the customer’s usual amount, this payment included.'],
  ['distance', 'Distance from home', 'Kilometres from the customer’s home to the merchant; missing online.'],
  [
    'sinceReplaced',
    'Since card replaced',
    'Days since the customer’s card was replaced after a fraud was found; missing if never.',
  ],
  [
    'merchantUsual',
    'Merchant’s usual payments',
    'Payments a day that this merchant sees on average; missing for new merchants.',
  ],
  ['merchantDay', 'Merchant’s payments in a day', 'Payments at the merchant in the last 24 hours, this one included.'],
  [
    'riskWeek',
    'Merchant risk, week',
    'Share of confirmed frauds among the payments at the merchant in the 7 days before the label delay; missing if none.',
  ],
  [
    'riskMonth',
    'Merchant risk, month',
    'Share of confirmed frauds among the payments at the merchant in the 28 days before the label delay; missing if none.',
  ],
  [
    'sinceReported',
    'Since terminal reported',
    'Days since somebody reported the unattended terminal, which is not yet cleaned; missing if nobody did.',
  ],
  [
    'sinceCleaned',
    'Since terminal cleaned',
    'Days since the unattended terminal was cleaned; missing if it never was.',
  ],
] as const

const FIELDS = [
  ['category', 'Category', 'What the merchant sells.', CATEGORY_NAMES.slice(0, KNOWN)],
  [
    'channel',
    'Channel',
    'In a shop, online, or at an unattended terminal such as a cash machine.',
    ['Shop', 'Online', 'Unattended'],
  ],
  ['entry', 'Card entry', 'How the card was read.', ENTRIES],
  ['device', 'Device', 'Whether an online payment comes from a device that the customer has used before.', DEVICES],
  ['segment', 'Segment', 'Sort of household the customer lives in.', SEGMENTS],
  [
    'weekday',
    'Weekday',
    'Day of the week.',
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  ],
  ['merchant', 'Merchant', 'Shop, site or terminal that is paid.', null],
] as const

export type NumberId = (typeof NUMBERS)[number][0]
export type FieldId = (typeof FIELDS)[number][0]

/** Place of each numeric column in the table. */
export const NUMBER = Object.fromEntries(NUMBERS.map(([id], i) => [id, i])) as Record<NumberId, number>

/** Place of each categorical column in the table. */
export const FIELD = Object.fromEntries(FIELDS.map(([id], i) => [id, i])) as Record<FieldId, number>

/** Pairs of columns that tell more together than each alone. */
export const crosses = [
  ['device', 'entry'],
  ['category', 'segment'],
  ['category', 'entry'],
] as const satisfies readonly (readonly [FieldId, FieldId])[]

export const layout: Layout = {
  labelTime: true,
  request: false,
  position: false,
  truth: true,
  relevance: false,
  customer: true,
  cluster: true,
}

export function schemaOf(merchants: number): Schema {
  return {
    numeric: NUMBERS.map(([id, label, help]): NumericColumn => ({ id, label, help })),
    categorical: FIELDS.map(([id, label, help, values]): CategoricalColumn =>
      values ? { id, label, help, cardinality: values.length, values } : { id, label, help, cardinality: merchants }
    ),
    rowsPerRequest: null,
    amount: 'amount',
    withAmount: { amountRatio: 1, spentDay: 1 } satisfies Partial<Record<NumberId, 1>>,
  }
}
