import type { Sample } from './metric.ts'
import { type Ordering, sortDescending } from './sort/descending.ts'

const rankings = new WeakMap<Sample, Ordering>()
const orderings = new WeakMap<Sample, Ordering>()

/**
 * The order in which a sample's rows are ranked, sorted once and kept as long as the sample is. So a sample stands for its
 * arrays as they were when it was first measured: after writing into them, make a new one.
 */
export function orderOf(sample: Sample): Ordering {
  return sample.rankedBy ? kept(rankings, sample, sample.rankedBy) : scoreOrderOf(sample)
}

/** The order of the scores themselves, which thresholds and bins go by. */
export function scoreOrderOf(sample: Sample): Ordering {
  return kept(orderings, sample, sample.scores)
}

function kept(orders: WeakMap<Sample, Ordering>, sample: Sample, by: Float32Array): Ordering {
  let ordering = orders.get(sample)
  if (!ordering) {
    ordering = sortDescending(by)
    orders.set(sample, ordering)
  }
  return ordering
}

/** The same scores under other labels; what was sorted is not sorted again. */
export function withLabels(sample: Sample, labels: Sample['labels']): Sample {
  const relabelled = { ...sample, labels }
  for (const orders of [rankings, orderings]) {
    const ordering = orders.get(sample)
    if (ordering) orders.set(relabelled, ordering)
  }
  return relabelled
}

/** Whether any sorted score is not a number: such keys lie beyond those of the infinities. */
export function hasNaN(keys: Uint32Array): boolean {
  return keys.length > 0 && (keys[0] < 0x007fffff || keys[keys.length - 1] > 0xff800000)
}
