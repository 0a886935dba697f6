import type { Bootstrap } from './bootstrap.ts'
import { FEWEST } from './interval.ts'

/** Above so many clusters with positives the intervals did what they promise. */
const MANY = 100

/**
 * What an interval does not say of itself, in one sentence: how often such intervals, of any of the seven metrics, held
 * the truth in simulated worlds (AUC 0.86 to 0.97, 3 to 100 effective clusters, 500 draws each), four of which
 * tests/core/decisions/intervals/coverage.test.ts runs again. Empty where positives are many, or so few that there is no
 * interval.
 */
export function coverageNotice({ positives, positiveClusters, effectiveClusters }: Bootstrap, unit: string): string {
  if (effectiveClusters < FEWEST || effectiveClusters >= MANY) return ''
  const count = `${positives} positives in ${positiveClusters} ${unit}`
  return effectiveClusters < 20
    ? `With ${count}, read these intervals as rough: in simulations of this kind they held the truth 93 to 99 % of the time, not 95 %.`
    : `With ${count}, these intervals held the truth 90 to 98 % of the time in simulations, not 95 %.`
}

/**
 * The same of intervals on what decisions are worth, by how many equal clusters make up their variance: auctions of 12 to 1,000 requests and alerts in 6 to 100 episodes,
 * 500 to 2,000 draws each, some of which tests/core/decisions/intervals/value-coverage.test.ts runs again.
 */
export function valueNotice(effective: number, unit: string): string {
  if (effective < FEWEST || effective >= MANY) return ''
  const held = effective < 20 ? '92 to 99 %' : '92 to 97 %'
  return `Few ${unit} decide these values, as if there were ${Math.round(effective)} equal ones. In simulations with so few, such intervals held the truth ${held} of the time, not 95 %.`
}

/** What to say of intervals at thresholds that differ by fold (tests/core/lab/cross-fit.test.ts). */
export const FOLDS_NOTICE =
  'Precision, recall and cost are about the thresholds that the other folds choose. Of the one threshold that all of validation chooses, such intervals held precision and recall 87 to 93 % of the time in simulations.'

/** What to say of intervals on validation at a threshold that is chosen by hand or by a rule. */
export const CHOSEN_NOTICE =
  'If this threshold was chosen on these validation rows, by cost or precision for instance, precision and cost look better here than they are: switch to test.'
