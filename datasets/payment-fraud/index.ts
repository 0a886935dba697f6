import type { Dataset } from '../dataset.ts'
import { paymentWords } from '../payment-words.ts'
import { crosses } from './fields.ts'
import { knobs, settlesAfterDays } from './knobs.ts'

/**
 * Card payments in simulated time with rare fraud in episodes: stolen cards, account takeovers, tests with tiny sums, and
 * compromised terminals. The truth is the forward filter of each card's and terminal's hidden chain.
 */
export const paymentFraud: Dataset<typeof knobs> = {
  id: 'payment-fraud',
  label: 'Payment fraud',
  help: 'Card payments in simulated time: rare fraud in episodes that begin, run and are detected, with labels that come late.',
  words: paymentWords,
  version: 1,
  knobs,
  crosses,
  levers: ['mix', 'logit', 'concept', 'unseen', 'broken', 'adapt'],
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
