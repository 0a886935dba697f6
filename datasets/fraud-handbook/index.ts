import type { Dataset } from '../dataset.ts'
import { DAY, LABEL_DELAY } from './calendar.ts'
import { knobs } from './knobs.ts'

/**
 * Card payments with three simple ways of fraud, after the simulator of Le Borgne, Siblini, Lebichot & Bontempi,
 * "Reproducible Machine Learning for Credit Card Fraud Detection" (2022), chapter 3: the same rules and inputs, other dice.
 */
export const fraudHandbook: Dataset<typeof knobs> = {
  id: 'fraud-handbook',
  label: 'Fraud handbook',
  help: 'The card payments of the fraud detection handbook, re-implemented: half a year, three ways of fraud, and the inputs and test week of its tables.',
  words: {
    row: 'payment',
    rows: 'payments',
    positive: 'fraud',
    positives: 'frauds',
    negatives: 'genuine payments',
    clusters: 'customers and terminals',
    decisions: {
      missedShare: 'A fraud that goes through loses its amount, or what is left of it after a chargeback.',
      missedFlat: 'For a fraud: the chargeback fee and the work it makes.',
      falseAlarm: 'A good customer is stopped: an annoyed call, a lost sale.',
      review: 'An analyst looks at the payment, or asks the customer.',
      capacity: 'What a team of analysts has time for.',
    },
  },
  version: 1,
  knobs,
  levers: [],
  hasLabelTimes: true,
  settlesAfterDays: () => LABEL_DELAY / DAY,
  hasGroups: true,
  sequential: true,
  split: { split: 'prequential', fold: 1, trainDays: 7, delayDays: 7, testDays: 7, dropKnown: true },
  create: async (settings, seed) => (await import('./create.ts')).create(settings, seed),
}
