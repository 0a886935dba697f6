import type { Sample } from '../metric.ts'
import { type Ordering, sortDescending } from '../sort/descending.ts'
import { equalCountBins } from './bins.ts'
import type { CalibrationBin } from './curve.ts'

/** Standard normal quantile of 97.5 %. */
const Z = 1.959963984540054

/** Predicted and observed shares over bins of equal count (rule for ties: `equalCountBins`), lowest scores first. */
export function calibrationBins(
  scores: Float32Array,
  labels: Sample['labels'],
  truth: Float32Array | null,
  bins = 20,
  { rows, keys }: Ordering = sortDescending(scores)
): CalibrationBin[] {
  let from = 0
  const found = equalCountBins(keys, bins).map((to) => {
    let predicted = 0
    let positives = 0
    let expected = 0
    for (let i = from; i < to; i++) {
      predicted += scores[rows[i]]
      positives += labels[rows[i]]
      if (truth) expected += truth[rows[i]]
    }
    const n = to - from
    from = to
    return {
      rows: n,
      predicted: predicted / n,
      observed: positives / n,
      ...wilsonInterval(positives, n),
      truth: truth ? expected / n : null,
    }
  })
  return found.reverse()
}

/** 95 % score interval of a share (Wilson 1927): where a binomial with that mean would still give what was seen. */
export function wilsonInterval(positives: number, rows: number) {
  const share = positives / rows
  const spread = (Z * Z) / rows
  const middle = (share + spread / 2) / (1 + spread)
  const half = (Z * Math.sqrt((share * (1 - share)) / rows + spread / (4 * rows))) / (1 + spread)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
