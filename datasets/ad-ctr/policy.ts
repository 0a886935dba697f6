import type { Random } from '../../src/core/kernel/random.ts'
import { SLATE, type AdCtrSettings } from './fields.ts'
import type { Slate } from './slate.ts'

/** Fills `order` with the candidates of a slate as shown, first place first. */
export type Policy = (slate: Slate, request: number, order: Uint8Array) => void

/**
 * The ranker that was live when the log was written. It knows single columns and its own noise, never the affinity score,
 * pairs of columns, or labels: so given the row, position tells of examination alone.
 */
export function createPolicy({ loggingPolicy, exploration }: AdCtrSettings, random: Random): Policy {
  const scores = new Float64Array(SLATE)
  const chances = new Float64Array(2 * SLATE)
  return ({ candidates: { ad, alone } }, request, order) => {
    for (let i = 0; i < SLATE; i++) order[i] = i
    if (loggingPolicy === 'random' || random.at(request).uniform() < exploration) return
    random.uniforms(chances)
    for (let i = 0; i < SLATE; i++) {
      // Two uniforms make a triangle: noise as wide as what the ranker knows, at a fifth of a normal's cost.
      const noise = chances[2 * i] + chances[2 * i + 1] - 1
      scores[i] = loggingPolicy === 'popularity' ? 1500 * noise - ad[i] : alone[i] + 3.5 * noise
    }
    sortByScore(order, scores)
  }
}

/** Highest first, equal ones as they stood; `scores` are sorted along. */
function sortByScore(order: Uint8Array, scores: Float64Array): void {
  for (let i = 1; i < SLATE; i++) {
    const score = scores[i]
    let j = i
    for (; j > 0 && scores[j - 1] < score; j--) {
      scores[j] = scores[j - 1]
      order[j] = order[j - 1]
    }
    scores[j] = score
    order[j] = i
  }
}
