import type { Sample } from './metric.ts'
import { type Ordering, sortDescending } from './sort/descending.ts'

const orderings = new WeakMap<Sample, Ordering>()

/**
 * The order of a sample's scores, sorted once and kept as long as the sample is. So a sample stands for its arrays as
 * they were when it was first measured: after writing into them, make a new one.
 */
export function orderOf(sample: Sample): Ordering {
  let ordering = orderings.get(sample)
  if (!ordering) {
    ordering = sortDescending(sample.scores)
    orderings.set(sample, ordering)
  }
  return ordering
}

/** The same scores under other labels; what was sorted is not sorted again. */
export function withLabels(sample: Sample, labels: Sample['labels']): Sample {
  const relabelled = { ...sample, labels }
  const ordering = orderings.get(sample)
  if (ordering) orderings.set(relabelled, ordering)
  return relabelled
}

/** Whether any sorted score is not a number: such keys lie beyond those of the infinities. */
export function hasNaN(keys: Uint32Array): boolean {
  return keys.length > 0 && (keys[0] < 0x007fffff || keys[keys.length - 1] > 0xff800000)
}
