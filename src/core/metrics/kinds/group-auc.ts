import type { Metric } from '../metric.ts'
import { rankingOf } from '../requests/ranking.ts'

/** GAUC of Zhou et al. 2018, "Deep Interest Network", section 6.2: Σ n AUC / Σ n over requests with both classes. */
export const groupAuc = {
  id: 'groupAuc',
  label: 'Group AUC',
  help: 'AUC within each request that has both classes, weighted by its rows. Only the order inside a request counts, as for a user who sees one slate.',
  better: 'higher',
  atK: false,
  expected: false,
  ceiling: true,
  needs: ['labels', 'requests'],
  measure(sample) {
    const ranking = rankingOf(sample)
    if (!ranking) return null
    const { starts, rows, values } = ranking
    let sum = 0
    let weight = 0
    for (let r = 0; r + 1 < starts.length; r++) {
      const from = starts[r]
      const to = starts[r + 1]
      let positives = 0
      let negatives = 0
      let area = 0
      for (let i = from; i < to;) {
        const start = i
        let tied = 0
        do tied += sample.labels[rows[i]]
        while (++i < to && values[i] === values[start])
        const against = i - start - tied
        area += against * (positives + tied / 2)
        positives += tied
        negatives += against
      }
      if (positives === 0 || negatives === 0) continue
      sum += ((to - from) * area) / (positives * negatives)
      weight += to - from
    }
    return weight > 0 ? sum / weight : null
  },
} as const satisfies Metric
