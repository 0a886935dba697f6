import { DAY } from '../../src/core/kernel/time.ts'
import type { Dataset } from '../dataset.ts'
import { paymentWords } from '../payment-words.ts'
import { LABEL_DELAY } from './calendar.ts'
import { published } from './published.ts'
import { knobs } from './knobs.ts'

/**
 * Card payments with three simple ways of fraud, after the simulator of Le Borgne, Siblini, Lebichot & Bontempi,
 * "Reproducible Machine Learning for Credit Card Fraud Detection" (2022), chapter 3: the same rules and inputs, other dice.
 */
export const fraudHandbook: Dataset<typeof knobs> = {
  id: 'fraud-handbook',
  label: 'Fraud handbook',
  help: 'The card payments of the fraud detection handbook, re-implemented: half a year, three ways of fraud, and the inputs and test week of its tables.',
  words: paymentWords,
  version: 1,
  knobs,
  levers: [],
  published,
  settlesAfterDays: () => LABEL_DELAY / DAY,
  hasGroups: true,
  sequential: true,
  split: { split: 'prequential', fold: 1, trainDays: 7, delayDays: 7, testDays: 7, dropKnown: true },
  create: async (settings, seed) => (await import('./create.ts')).create(settings, seed),
}
