import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { logit, sigmoid } from '../../../src/core/kernel/math.ts'
import { applyUndo, bendFocal, undoFocal, undoOdds } from '../../../src/core/treatments/undo.ts'

interface FocalCase {
  readonly gamma: number
  readonly chance: number
  readonly trained: number
}
const { focal } = JSON.parse(readFileSync('tests/goldens/treatments.json', 'utf8')) as { focal: FocalCase[] }

test.each([0, 0.5, 1, 2, 3, 5])('undoFocal(logit of least expected focal loss, %d) is the true chance', (gamma) => {
  const cases = focal.filter((each) => each.gamma === gamma)
  expect(cases.length).toBe(10)
  for (const { trained, chance } of cases) expect(undoFocal(trained, gamma)).toBeCloseTo(logit(chance), 9)
})

test('undoFocal(z, 0) is z, and undoFocal(z, γ) is odd and rises for every γ', () => {
  for (const gamma of [0, 0.5, 1, 2, 3.5, 5]) {
    let before = -Infinity
    for (let z = -60; z <= 60; z += 0.25) {
      const undone = undoFocal(z, gamma)
      if (gamma === 0) expect(undone).toBeCloseTo(z, 12)
      expect(undone).toBeCloseTo(-undoFocal(-z, gamma), 12)
      expect(undone).toBeGreaterThan(before)
      before = undone
    }
  }
})

test('undoFocal(far tails) nears (γ + 1) z ± ln(1 + γ) and stays finite', () => {
  for (const gamma of [0.5, 2, 5])
    for (const z of [50, 700, 5000]) {
      expect(undoFocal(-z, gamma)).toBeCloseTo(-(gamma + 1) * z + Math.log(1 + gamma), 9)
      expect(undoFocal(z, gamma)).toBeCloseTo((gamma + 1) * z - Math.log(1 + gamma), 9)
    }
})

test('applyUndo(undoOdds(100)) takes a 9.10 % learnt from one negative in a hundred back to 0.100 %', () => {
  const [logits, out] = [Float64Array.of(logit(0.091), logit(0.001 / (0.001 + 0.01 * 0.999))), new Float64Array(2)]
  const [rounded, exact] = applyUndo(undoOdds(100), logits, out).map(sigmoid)
  expect(rounded).toBeCloseTo(0.001, 5)
  expect(exact).toBeCloseTo(0.001, 14)
})

test('applyUndo works in place, and undoOdds(1) is the identity', () => {
  const logits = Float32Array.of(-3, 0, 4)
  expect(applyUndo(undoOdds(1), logits, logits)).toBe(logits)
  expect(logits).toEqual(Float32Array.of(-3, 0, 4))
  applyUndo(undoOdds(Math.E), logits, logits)
  expect(logits).toEqual(Float32Array.of(-4, -1, 3))
})

test('bendFocal(logit, γ) is what undoFocal takes back, for every chance and γ', () => {
  for (const gamma of [0, 0.5, 1, 2, 5])
    for (const chance of [-12, -5.3, -1, 0, 2.5])
      expect(undoFocal(bendFocal(chance, gamma), gamma)).toBeCloseTo(chance, 9)
})
