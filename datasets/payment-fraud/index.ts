import type { Dataset } from '../dataset.ts'
import { crosses } from './fields.ts'
import { knobs, settlesAfterDays } from './knobs.ts'

/**
 * Card payments in simulated time with rare fraud in episodes: stolen cards, account takeovers, tests with tiny sums, and
 * compromised terminals. The truth is the forward filter of each card's and terminal's hidden chain.
 */
export const paymentFraud: Dataset<typeof knobs> = {
  id: 'payment-fraud',
  label: 'Payment fraud',
  help: 'Card payments in simulated time: rare fraud in episodes that begin, run and are found, with labels that come late.',
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
  crosses,
  levers: ['mix', 'logit', 'concept', 'unseen', 'broken', 'adapt'],
  hasLabelTimes: true,
  settlesAfterDays,
  hasGroups: true,
  sequential: true,
  // Of boosted trees and DCN-V2, fitted on 200,000 truths. Weights of leaves count Σp(1 − p), which goes with the base rate.
  closest: ({ baseRate }) => ({
    model: 'gbdt',
    settings: {
      ...{ rounds: 300, maxDepth: 6, rowShare: 0.5, columnShare: 0.4 },
      minChildWeight: Math.min(2, 400 * baseRate),
      lambda: Math.min(3, 600 * baseRate),
    },
  }),
  create: async (settings, seed) => (await import('./create.ts')).create(settings, seed),
}
