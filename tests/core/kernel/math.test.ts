import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cos, exp, log, log2, logit, pow, sigmoid, sin, softplus } from '../../../src/core/kernel/math.ts'

const seed = { seed: 20261121, numRuns: 2000 }

/** Relative to max(1, |value|), as the file promises. */
function close(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(2e-15 * Math.max(1, Math.abs(expected)))
}

it.each([
  ['exp', exp, Math.exp, -700, 700],
  ['log', log, Math.log, 1e-300, 1e300],
  ['log2', log2, Math.log2, 1e-9, 1e9],
  ['sin', sin, Math.sin, -1000, 1000],
  ['cos', cos, Math.cos, -1000, 1000],
  ['softplus', softplus, (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), -50, 50],
] as const)('%s(x) is Math’s to 2e-15', (_, ours, theirs, min, max) => {
  fc.assert(
    fc.property(fc.double({ min, max, noNaN: true }), (x) => close(ours(x), theirs(x))),
    seed
  )
})

it('exp, log and pow(x) hold at the edges', () => {
  expect([exp(-Infinity), exp(0), exp(Infinity)]).toEqual([0, 1, Infinity])
  expect([log(0), log(1), log(Infinity)]).toEqual([-Infinity, 0, Infinity])
  expect([exp(NaN), log(NaN), log(-1)].every(Number.isNaN)).toBe(true)
  expect([pow(0, 2), pow(5, 0), pow(0, -1)]).toEqual([0, 1, Infinity])
})

it('pow(x, y) is Math.pow to 1e-13, relatively', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: -5, max: 5, noNaN: true }),
      (x, y) => {
        expect(pow(x, y) / x ** y).toBeCloseTo(1, 13)
      }
    ),
    seed
  )
})

it('sigmoid(logit(p)) is p, and sigmoid(−x) is 1 − sigmoid(x)', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
      expect(Math.abs(sigmoid(logit(p)) - p)).toBeLessThan(1e-14)
    }),
    seed
  )
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => close(sigmoid(-x), 1 - sigmoid(x))),
    seed
  )
  expect(sigmoid(-800)).toBe(0)
})
