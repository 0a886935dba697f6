import type { Scorer } from '../../scoring/scorer.ts'
import type { Ensemble } from '../../trees/ensemble.ts'
import { scoreTrees } from '../../trees/score.ts'

const CHUNK_ROWS = 20_000

/** With `after`, what it writes into already has the logits of the first so many trees. */
export function treesScorer(ensemble: Ensemble, yieldToMessages: () => Promise<void>, after = 0): Scorer {
  return {
    async logits(table, rows, out, atTop) {
      for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
        const to = Math.min(rows.length, from + CHUNK_ROWS)
        scoreTrees(ensemble, table, rows.subarray(from, to), out.subarray(from, to), { atTop, after })
        await yieldToMessages()
      }
    },
    dispose: () => undefined,
  }
}
