import { formatCount } from '../../kernel/numbers.ts'
import { metricById } from '../kinds/index.ts'
import type { MetricValues } from '../metric.ts'
import type { Excess } from './excess.ts'

/** An alarm is false in fewer than one of so many test sets. */
const TEST_SETS = 10_000
const MOST_SHOWN = 1_000_000

/**
 * That a model knows more of the labels that fell than their true probabilities grant anything that reads the columns: what it reached, and how
 * rarely luck alone does that. null where it does so in one of 10,000 test sets or more often. `best` has what the truth
 * itself reached on these labels.
 */
export function leakLine(excesses: readonly Excess[], best: MetricValues | undefined): string | null {
  const found = excesses.find(({ chance }) => chance < 1 / TEST_SETS)
  if (!found) return null
  const { metric, rows, sampled, expected, z } = found
  const label = rows === undefined ? metricById(metric).label : `Precision among its ${formatCount(rows)} highest rows`
  const limit = best?.[metric]
  const above = limit != null && sampled > limit ? `, above the best possible ${limit.toFixed(4)}` : ''
  let times = TEST_SETS
  while (times < MOST_SHOWN && found.chance < 1 / (10 * times)) times *= 10
  return (
    `${label} ${sampled.toFixed(4)} on test${above}; the true probabilities grant it ${expected.toFixed(4)}, ` +
    `${z.toFixed(1)} standard errors less, and luck does this in fewer than 1 of ${formatCount(times)} test sets: most likely a column knows the label`
  )
}
