import type { Dataset } from '../dataset.ts'
import { crosses } from './fields.ts'
import { knobs } from './knobs.ts'

/**
 * Impressions of ads in slates of twenty: users, sites and ads with latent factors, position bias, a rhythm of the day.
 * The truth is exact: whatever is hidden (row noise, a broken score) is integrated out, and a missing value has an effect
 * of its own. It knows the day's wander, which is in no column; without wander it is a function of the columns and the position.
 */
export const adCtr: Dataset<typeof knobs> = {
  id: 'ad-ctr',
  label: 'Ad clicks',
  help: 'Ad impressions in slates of twenty: few clicks, long fields, effects of pairs of fields, and position bias.',
  words: {
    row: 'impression',
    rows: 'impressions',
    positive: 'click',
    positives: 'clicks',
    negatives: 'non-clicks',
    decisions: {
      missedShare: 'Impressions have no amount here, so it does nothing.',
      missedFlat: 'A click that is missed is what a click would have earned.',
      falseAlarm: 'An ad that is shown and not clicked takes the place of another.',
      review: 'What it costs to show one more ad.',
      capacity: 'An alert is an impression called a click: as many as can be shown in a day.',
    },
  },
  version: 1,
  knobs,
  crosses,
  hasPositions: true,
  levers: ['mix', 'logit', 'concept', 'unseen', 'broken'],
  // Of boosted trees, factorisation machines and deep networks, fitted on 200,000 truths.
  closest: () => ({ model: 'dcn-v2', settings: { epochs: 4, rate: 0.002, l2: 0, minCount: 2, batchSize: 512 } }),
  create: async (settings, seed) => (await import('./create.ts')).create(settings, seed),
}
