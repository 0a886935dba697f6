import { Random } from '../../src/core/kernel/random.ts'
import { createSortScratch, sortDescending, type Ordering } from '../../src/core/metrics/sort/descending.ts'
import type { Start } from './bench.ts'
import { inNode } from './in-node.ts'

const rows = 1_000_000

/** Sorts a million scores and measures them. */
export function ofAMillion(measure: (order: Ordering, labels: Uint8Array) => unknown): Start {
  return inNode(() => {
    const { scores, labels } = scoresAndLabels()
    const scratch = createSortScratch(rows)
    return {
      run() {
        measure(sortDescending(scores, scratch), labels)
        return rows
      },
    }
  })
}

/** Scores uniform in [0, 1), and labels that follow them: 3 % are positive. */
function scoresAndLabels(): { scores: Float32Array; labels: Uint8Array } {
  const random = Random.of(1)
  const scores = Float32Array.from({ length: rows }, () => random.uniform())
  const labels = Uint8Array.from(scores, (score) => (random.uniform() < 0.06 * score ? 1 : 0))
  return { scores, labels }
}
