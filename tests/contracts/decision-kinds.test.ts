import { describe, expect, it } from 'vitest'
import { defaultsOf, readSetting } from '../../src/core/kernel/knobs.ts'
import { Random } from '../../src/core/kernel/random.ts'
import type { DecisionKind } from '../../src/core/value/decision-kind.ts'
import { decisionKinds } from '../../src/core/value/kinds/index.ts'
import { scenarios } from '../../src/scenarios/stories/index.ts'
import { valueRows } from '../core/value/rows.ts'

const random = Random.of(5)
const truth = Array.from({ length: 600 }, () => random.uniform() ** 4)
const rows = valueRows({
  labels: truth.map((p) => (random.uniform() < p ? 1 : 0)),
  truth,
  relevance: truth,
  amounts: truth.map(() => 100 * random.uniform()),
  bids: truth.map(() => 0.1 + random.uniform()),
  sizes: Array<number>(60).fill(10),
  examined: Array.from({ length: 10 }, (_, i) => 1 / (1 + i)),
})
const none = valueRows({ labels: [], truth: [], relevance: [], bids: [], sizes: [] })
const scoresOf = (values: ArrayLike<number>) => {
  const scores = Float32Array.from(values)
  return { scores, atTop: scores, threshold: 0.3 }
}

it('every kind has an id of its own, and every scenario names one and a unit', () => {
  const ids: string[] = decisionKinds.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { value } of scenarios) {
    expect(ids).toContain(value.kind)
    expect(value.unit).not.toBe('')
  }
})

describe.each(decisionKinds.map((kind) => ({ id: kind.id, kind: kind as DecisionKind })))('$id', ({ kind }) => {
  const settings = defaultsOf(kind.knobs)
  const made = kind.decide(rows, scoresOf(truth), settings)

  it('has words, and knobs whose defaults they allow', () => {
    expect(kind.help).toMatch(/^[A-Z].{30,}\.$/)
    for (const word of [kind.label, kind.unit, ...Object.values(kind.words)]) expect(word).not.toBe('')
    for (const [id, knob] of Object.entries(kind.knobs)) {
      expect(readSetting(kind.knobs, id, knob.default)).toBe(knob.default)
      expect(knob.help).toMatch(/^[A-Z].{20,}\.$/)
    }
  })

  it('decides every row, the same again, and gives one finite value a unit on labels and in expectation', () => {
    expect(kind.lacks(rows)).toBeNull()
    expect(made.place).toHaveLength(600)
    expect(kind.decide(rows, scoresOf(truth), settings)).toEqual(made)
    for (const outcome of ['labels', 'truth'] as const) {
      const values = kind.value(made, rows, outcome, settings)!
      expect(values).toHaveLength(kind.per.of === 'rows' ? 600 : 60)
      expect(values.every(Number.isFinite)).toBe(true)
    }
  })

  it('says nothing of what is expected where the truth is not known', () => {
    const blind = { ...rows, truth: null, relevance: null }
    expect(kind.informed(blind, settings)).toBeNull()
    expect(kind.value(made, blind, 'truth', settings)).toBeNull()
  })

  it('the truth leads to the most that has a ceiling', () => {
    const measure = kind.hasCeiling ? kind.value.bind(kind) : kind.welfare!.bind(kind)
    const expected = (of: typeof made) => measure(of, rows, 'truth', settings)!.reduce((sum, one) => sum + one, 0)
    const best = expected(kind.informed(rows, settings)!)
    for (let seed = 0; seed < 5; seed++) {
      const noisy = Random.of(seed)
      const scores = scoresOf(truth.map((p) => p * 2 * noisy.uniform()))
      expect(expected(kind.decide(rows, scores, settings))).toBeLessThanOrEqual(best + 1e-6)
    }
    expect(expected(kind.trivial(rows, settings))).toBeLessThanOrEqual(best + 1e-6)
  })

  it('of no rows there is no value', () => {
    expect(kind.value(kind.decide(none, scoresOf([]), settings), none, 'labels', settings)).toHaveLength(0)
  })
})
