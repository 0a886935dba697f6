import { aucOf } from '../../../src/core/metrics/kinds/auc.ts'
import { createSortScratch, sortDescending } from '../../../src/core/metrics/sort/descending.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import type { Bench } from '../bench.ts'

const rows = 1_000_000

export const auc1M: Bench = {
  id: 'auc1M',
  label: 'exact AUC of a million scores',
  unit: 'scores',
  peer: 'auc1M',
  prepare() {
    const random = Random.of(1)
    const scores = Float32Array.from({ length: rows }, () => random.uniform())
    const labels = Uint8Array.from(scores, (score) => (random.uniform() < 0.06 * score ? 1 : 0))
    const scratch = createSortScratch(rows)
    return {
      run() {
        aucOf(sortDescending(scores, scratch), labels)
        return rows
      },
    }
  },
}
