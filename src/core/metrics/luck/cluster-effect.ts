import type { Sample } from '../metric.ts'

/** Standard errors by which the scatter is taken larger than it was found. */
const CAUTION = 1

/**
 * How many times more a metric of the truth's own score scatters than if rows were independent, 1 at least: the sum of squares of what each
 * cluster's labels added to it, and a standard error of that sum on top, over the variance under independence. Of the
 * truth's own score, since a leak cannot move it.
 */
export function clusterEffect(
  influence: Float64Array,
  labels: Sample['labels'],
  truth: Float32Array,
  clusters: Uint32Array
): number {
  const added = new Map<number, number>()
  let variance = 0
  for (let i = 0; i < truth.length; i++) {
    const g = influence[i]
    added.set(clusters[i], (added.get(clusters[i]) ?? 0) + g * (labels[i] - truth[i]))
    variance += g * g * truth[i] * (1 - truth[i])
  }
  let [squares, fourths] = [0, 0]
  for (const sum of added.values()) {
    squares += sum * sum
    fourths += sum * sum * sum * sum
  }
  return variance > 0 ? Math.max(1, (squares + CAUTION * Math.sqrt(fourths)) / variance) : 1
}
