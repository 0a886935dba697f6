import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { agree, AGREEMENT, edgesOf, placesAtEdges } from '../../../src/core/scoring/edges.ts'
import { correctScores } from '../../../src/core/treatments/correct.ts'
import { fitRecalibration } from '../../../src/core/treatments/recalibration.ts'

const undo = { kind: 'identity' } as const

/** Logits with ties, as few columns of categories make them, and their labels. */
function drawn(rows: number, seed: number) {
  const random = Random.of(seed)
  const scores = Float32Array.from({ length: rows }, () => Math.round(8 * (random.normal() - 2)) / 8)
  const labels = Uint8Array.from(scores, (logit) => Number(random.uniform() < 1 / (1 + Math.exp(-logit))))
  return { scores, labels }
}

describe('placesAtEdges', () => {
  const validation = drawn(4_000, 1)
  const test = drawn(20_000, 2).scores
  const random = Random.of(3)
  const agreeing = test.map((logit) => logit + (random.uniform() - 0.5) * AGREEMENT)

  for (const kind of ['none', 'platt', 'isotonic'] as const)
    it(`finds every row that logits which agree put on another side of the threshold: ${kind}`, () => {
      const correction = { undo, recalibration: fitRecalibration(kind, validation.scores, validation.labels) }
      const [edge] = edgesOf(validation, [correction])
      const settled = agreeing.slice()
      const places = placesAtEdges(agreeing, [edge])
      for (const place of places) settled[place] = test[place]
      const called = (logits: Float32Array) =>
        correctScores(correction, logits.slice()).map((score) => Number(score >= edge.threshold))
      const other = (logits: Float32Array): number => {
        const exact = called(test)
        return called(logits).reduce((sum, one, i) => sum + Math.abs(one - exact[i]), 0)
      }
      expect(other(agreeing)).toBeGreaterThan(kind === 'isotonic' ? 0 : 100)
      expect(other(settled)).toBe(0)
      expect(places.length).toBeLessThan(test.length / 4)
    })

  it('finds rows where a recalibration all but jumps, whatever the threshold', () => {
    const recalibration = {
      kind: 'isotonic' as const,
      logits: Float64Array.of(-1, 0, 1e-6, 1),
      probabilities: Float64Array.of(0.1, 0.1, 0.4, 0.4),
    }
    const edge = { correction: { undo, recalibration }, threshold: 0.9 }
    expect([...placesAtEdges(Float32Array.of(-0.5, -1e-5, 5e-7, 5e-5, 0.5), [edge])]).toEqual([1, 2, 3])
  })

  it('finds nothing where there are no edges', () => {
    expect(placesAtEdges(test, [])).toHaveLength(0)
  })
})

describe('agree', () => {
  it('allows 1e-4 of a small logit and of the size of a large one, and no NaN', () => {
    expect([agree(0.00009, 0), agree(0.00011, 0), agree(10.0009, 10), agree(10.0011, 10)]).toEqual([
      ...[true, false, true, false],
    ])
    expect(agree(NaN, 0)).toBe(false)
  })
})
