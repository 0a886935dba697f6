import type { Knobs, SettingsOf } from '../../src/core/kernel/knobs.ts'

export const knobs = {
  baseRate: {
    type: 'number',
    label: 'Base rate',
    group: 'Fraud',
    help: 'Expected share of payments that are fraud, over the long run.',
    default: 0.005,
    min: 0.0001,
    max: 0.05,
    scale: 'log',
    unit: 'share',
  },
  rows: {
    type: 'number',
    label: 'Rows',
    group: 'Size',
    help: 'Payments in the table: train, validation and test together.',
    default: 300_000,
    min: 10_000,
    max: 5_000_000,
    scale: 'log',
    integer: true,
  },
  customers: {
    type: 'number',
    label: 'Customers',
    group: 'Size',
    help: 'Cards in use, each with one payment in two days on average: with more of them the same rows cover fewer days.',
    default: 20_000,
    min: 2_000,
    max: 100_000,
    scale: 'log',
    integer: true,
  },
  evidence: {
    type: 'number',
    label: 'How different fraud looks',
    group: 'Fraud',
    help: 'How far amounts, places, categories and devices of fraud differ from the customer’s own; at 0 only the pace of payments differs.',
    default: 1,
    min: 0,
    max: 1.5,
    step: 0.05,
  },
  labelDelay: {
    type: 'number',
    label: 'Label delay in days',
    group: 'Labels',
    help: 'Days on average from the day a fraud is found to its confirmation; a fraud that is not yet found has no label at all.',
    default: 3,
    min: 0.25,
    max: 14,
    step: 0.25,
  },
  leak: {
    type: 'switch',
    label: 'Leak the future',
    group: 'Features',
    help: 'Lets the risk of a merchant count the true labels up to this very payment, known or not: a common mistake, to see what it does.',
    default: false,
  },
} as const satisfies Knobs

export type FraudSettings = SettingsOf<typeof knobs>

/** Days after which a payment that was not reported counts as genuine: three mean delays and one day. */
export function settlesAfterDays({ labelDelay }: Pick<FraudSettings, 'labelDelay'>): number {
  return 3 * labelDelay + 1
}
