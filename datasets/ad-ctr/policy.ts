import type { Random } from '../../src/core/kernel/random.ts'
import { FIELD, SLATE, type AdCtrSettings } from './fields.ts'
import type { Slate } from './slate.ts'

/** Fills `order` with the candidates of a slate as shown, first place first. */
export type Policy = (slate: Slate, request: number, order: Uint8Array) => void

/**
 * The ranker that was live when the log was written. It knows single columns and its own noise, never the affinity score,
 * pairs of columns, or labels: so given the row, position tells of examination alone.
 */
export function createPolicy(settings: AdCtrSettings, random: Random): Policy {
  const scores = new Float64Array(SLATE)
  const popular = settings.loggingPolicy === 'popularity'
  const ads = FIELD.ad
  return (slate, request, order) => {
    for (let i = 0; i < SLATE; i++) order[i] = i
    if (settings.loggingPolicy === 'random' || random.at(request).uniform() < settings.exploration) return
    for (let i = 0; i < SLATE; i++) {
      // Two uniforms make a triangle: noise as wide as what the ranker knows, at a fifth of a normal's cost.
      const noise = random.uniform() + random.uniform() - 1
      scores[i] = popular ? 1500 * noise - slate.codes[ads][i] : slate.alone[i] + 3.5 * noise
    }
    for (let i = 1; i < SLATE; i++) {
      const candidate = order[i]
      const score = scores[candidate]
      let j = i
      for (; j > 0 && scores[order[j - 1]] < score; j--) order[j] = order[j - 1]
      order[j] = candidate
    }
  }
}
