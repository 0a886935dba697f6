import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { logit, sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { correctScores } from '../../../src/core/treatments/correct.ts'
import { fitIsotonic } from '../../../src/core/treatments/isotonic.ts'
import { fitPlatt } from '../../../src/core/treatments/platt.ts'
import { applyRecalibration, fitRecalibration } from '../../../src/core/treatments/recalibration.ts'
import { UNBENT } from '../../../src/core/treatments/treatment.ts'

interface Case {
  readonly name: string
  readonly logits: readonly number[]
  readonly labels: readonly number[]
}
interface Goldens {
  readonly platt: readonly (Case & { readonly sklearn: readonly number[]; readonly polished: readonly number[] })[]
  readonly isotonic: readonly (Case & { readonly at: readonly number[]; readonly probabilities: readonly number[] })[]
}
const goldens = JSON.parse(readFileSync('tests/goldens/treatments.json', 'utf8')) as Goldens
const kinds = ['platt', 'isotonic'] as const

test.each(goldens.platt)('fitPlatt($name) is scikit-learn’s', ({ logits, labels, sklearn, polished }) => {
  const { slope, intercept } = fitPlatt(Float32Array.from(logits), Uint8Array.from(labels))
  expect(slope).toBeCloseTo(sklearn[0], 6)
  expect(intercept).toBeCloseTo(sklearn[1], 5)
  expect(slope).toBeCloseTo(polished[0], 10)
  expect(intercept).toBeCloseTo(polished[1], 10)
})

test.each(goldens.isotonic)('fitIsotonic($name) is scikit-learn’s', ({ logits, labels, at, probabilities }) => {
  const fitted = fitIsotonic(Float32Array.from(logits), Uint8Array.from(labels))
  const found = applyRecalibration(fitted, Float32Array.from(at), new Float64Array(at.length))
  found.forEach((p, i) => expect(Math.abs(p - probabilities[i])).toBeLessThan(1e-12))
})

function bentRows(rows: number, seed: number) {
  const random = Random.of(seed)
  const truth = Float64Array.from({ length: rows }, () => -3 + 1.5 * random.normal())
  const labels = Uint8Array.from(truth, (z) => Number(random.uniform() < sigmoid(z)))
  return { logits: Float32Array.from(truth, (z) => 2 * z + 5), truth, labels }
}

describe.each(kinds)('fitRecalibration(%s)', (kind) => {
  const { logits, truth, labels } = bentRows(40_000, 3)
  const fitted = fitRecalibration(kind, logits, labels)
  const fresh = bentRows(40_000, 4)
  const corrected = applyRecalibration(fitted, fresh.logits, new Float64Array(fresh.logits.length))

  it('restores the base rate of the rows it was fitted on', () => {
    const p = applyRecalibration(fitted, logits, new Float64Array(logits.length))
    const [mean, rate] = [p, labels].map((values) => [...values].reduce((a, b) => a + b, 0) / labels.length)
    expect(mean / rate).toBeCloseTo(1, 3)
  })

  it('brings fresh rows back to the truth, on the mean', () => {
    const gap = corrected.reduce((sum, p, i) => sum + Math.abs(p - sigmoid(fresh.truth[i])), 0) / corrected.length
    const before = fresh.truth.reduce((sum, z, i) => sum + Math.abs(sigmoid(fresh.logits[i]) - sigmoid(z)), 0)
    expect(before / corrected.length).toBeGreaterThan(0.2)
    expect(gap).toBeLessThan(0.01)
  })

  it('never turns two rows round, and keeps within (0, 1)', () => {
    const ordered = Float32Array.from({ length: 400 }, (_, i) => i / 5 - 40)
    const p = applyRecalibration(fitted, ordered, new Float64Array(ordered.length))
    p.forEach((each, i) => {
      expect(each).toBeGreaterThan(0)
      expect(each).toBeLessThan(1 + (kind === 'platt' ? 1e-12 : 0))
      if (i) expect(each).toBeGreaterThanOrEqual(p[i - 1])
    })
    expect(truth.length).toBe(labels.length)
  })

  it('gives all rows one chance where the ranking is upside down, constant, or one class is missing', () => {
    const up = Float32Array.from({ length: 50 }, (_, i) => i)
    const cases = [
      [up, Uint8Array.from(up, (x) => Number(x < 5))],
      [up.map(() => 2), Uint8Array.from(up, (x) => Number(x < 5))],
      [up, new Uint8Array(50)],
      [up, new Uint8Array(50).fill(1)],
    ] as const
    for (const [scores, found] of cases) {
      const p = applyRecalibration(fitRecalibration(kind, scores, found), scores, new Float64Array(50))
      const rate = found.reduce((a, b) => a + b, 0) / 50
      expect(Math.max(...p) - Math.min(...p)).toBeLessThan(1e-6)
      expect(p[0]).toBeGreaterThan(0)
      expect(p[0]).toBeLessThan(1)
      expect(Math.abs(p[0] - rate)).toBeLessThan(0.03)
    }
  })
})

test('fitIsotonic(nothing found below) stays half a row above 0', () => {
  const fitted = fitIsotonic(Float32Array.of(-2, -1, 1, 2), Uint8Array.of(0, 0, 1, 1))
  expect([...fitted.probabilities]).toEqual([0.1, 0.1, 0.9, 0.9])
  expect([...fitted.logits]).toEqual([-2, -1, 1, 2])
})

test('fitIsotonic reads −0 and 0 as one logit', () => {
  const fitted = fitIsotonic(Float32Array.of(-0, 0, 0, -0, 3), Uint8Array.of(1, 0, 0, 0, 1))
  expect([...fitted.logits]).toEqual([0, 3])
  expect(fitted.probabilities[0]).toBe(0.25)
})

test('fitRecalibration(no rows) is none', () => {
  for (const kind of kinds) expect(fitRecalibration(kind, new Float32Array(0), new Uint8Array(0)).kind).toBe('none')
})

describe('correctScores', () => {
  const logits = Float32Array.from({ length: 200 }, (_, i) => i / 10 - 10)

  it('of nothing to correct is the sigmoid, bit for bit', () => {
    const scores = correctScores({ undo: UNBENT, recalibration: { kind: 'none' } }, logits.slice())
    expect(scores).toEqual(logits.map(sigmoid))
  })

  it('undoes first, then recalibrates', () => {
    const recalibration = { kind: 'platt', slope: 2, intercept: 1 } as const
    const scores = correctScores({ undo: { kind: 'shift', shift: -3 }, recalibration }, logits.slice())
    scores.forEach((p, i) => expect(logit(p)).toBeCloseTo(2 * (logits[i] - 3) + 1, 1))
    expect(scores[100]).toBeCloseTo(sigmoid(-5), 7)
  })
})
