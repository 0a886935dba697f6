import { log2 } from '../../kernel/math.ts'
import type { MetricOptions, Sample } from '../metric.ts'
import { fillIdeal, meanOverRequests } from './mean.ts'

/**
 * Mean over requests of DCG@k over the best DCG@k there is, discount 1 / log2(rank + 1), gain the grade or
 * 2^grade − 1 (Järvelin & Kekäläinen 2002; Burges et al. 2005). Ties take the mean gain of the tied
 * (McSherry & Najork 2008), as scikit-learn does.
 */
export function ndcgOf(sample: Sample, grades: Sample['labels'] | null, { k, gain }: MetricOptions): number | null {
  const discounts = Float64Array.from({ length: k }, (_, rank) => 1 / log2(rank + 2))
  return meanOverRequests(
    sample,
    grades,
    (request) => {
      fillIdeal(request)
      let reached = 0
      let best = 0
      for (let i = 0; i < request.size && i < k; i++) {
        reached += request.averaged[i] * discounts[i]
        best += request.ideal[i] * discounts[i]
      }
      return reached / best
    },
    gain
  )
}
