import { log, pow, sigmoid } from '../../src/core/kernel/math.ts'

const STEPS = 30
const RIDGE = 1e-3

/** Positive and negative rows at each of some numbers, in ascending order. */
export interface Rates {
  readonly numbers: ArrayLike<number>
  readonly positives: ArrayLike<number>
  readonly negatives: ArrayLike<number>
}

/** How far rates by value lie from simpler curves, in standard deviations of what chance gives. */
export interface Departure {
  /** From a straight line of logits. */
  readonly line: number
  /** From any curve that only rises or only falls. */
  readonly order: number
  /** Share of the deviance explained by the values that the line does not explain. */
  readonly missed: number
}

/** Likelihood ratio tests of one rate for each value against a logistic line, and against isotonic rates. */
export function departureOf(rates: Rates): Departure {
  const { positives, negatives } = rates
  const count = positives.length
  const up = Array.from({ length: count }, (_, i) => i)
  const own = logLikelihood(rates, (i) => positives[i] / (positives[i] + negatives[i]))
  const all = up.reduce((sum, i) => sum + positives[i], 0) / up.reduce((sum, i) => sum + positives[i] + negatives[i], 0)
  const told = 2 * (own - logLikelihood(rates, () => all))
  const line = 2 * (own - logLikelihood(rates, lineOf(rates)))
  const [rising, falling] = [up, up.toReversed()].map((order) => logLikelihood(rates, isotonic(rates, order)))
  const freedom = Math.max(1, count - 2)
  return {
    line: deviations(line, freedom),
    order: deviations(2 * (own - Math.max(rising, falling)), freedom),
    missed: told > 0 ? Math.max(0, line - freedom) / told : 0,
  }
}

function logLikelihood({ positives, negatives }: Rates, rateOf: (place: number) => number): number {
  let sum = 0
  for (let i = 0; i < positives.length; i++) {
    const rate = rateOf(i)
    if (positives[i] > 0) sum += positives[i] * log(rate)
    if (negatives[i] > 0) sum += negatives[i] * log(1 - rate)
  }
  return sum
}

/** Newton's steps on intercept and slope, the numbers scaled to a deviation of 1. */
function lineOf({ numbers, positives, negatives }: Rates): (place: number) => number {
  let [rows, mean, variance] = [0, 0, 0]
  for (let i = 0; i < numbers.length; i++) {
    const count = positives[i] + negatives[i]
    const far = numbers[i] - mean
    rows += count
    mean += (far * count) / rows
    variance += count * far * (numbers[i] - mean)
  }
  const scale = Math.sqrt(variance / rows) || 1
  let [intercept, slope] = [0, 0]
  const rateOf = (i: number) => sigmoid(intercept + (slope * (numbers[i] - mean)) / scale)
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [-RIDGE * intercept, -RIDGE * slope, RIDGE, 0, RIDGE]
    for (let i = 0; i < numbers.length; i++) {
      const x = (numbers[i] - mean) / scale
      const count = positives[i] + negatives[i]
      const rate = rateOf(i)
      const weight = count * rate * (1 - rate)
      g0 += positives[i] - count * rate
      g1 += x * (positives[i] - count * rate)
      h00 += weight
      h01 += weight * x
      h11 += weight * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    intercept += (h11 * g0 - h01 * g1) / determinant
    slope += (h00 * g1 - h01 * g0) / determinant
  }
  return rateOf
}

/** Rates that never fall along an order, the likeliest of them: neighbours that do are pooled (Ayer et al. 1955). */
function isotonic({ positives, negatives }: Rates, order: readonly number[]): (place: number) => number {
  const pools: { positives: number; rows: number; places: number[] }[] = []
  for (const place of order) {
    pools.push({ positives: positives[place], rows: positives[place] + negatives[place], places: [place] })
    for (;;) {
      const [before, last] = pools.slice(-2)
      if (!last || before.positives * last.rows <= last.positives * before.rows) break
      pools.splice(-2, 2, {
        positives: before.positives + last.positives,
        rows: before.rows + last.rows,
        places: [...before.places, ...last.places],
      })
    }
  }
  const rates = new Float64Array(positives.length)
  for (const pool of pools) for (const place of pool.places) rates[place] = pool.positives / pool.rows
  return (place) => rates[place]
}

/** A χ² value as standard deviations of a normal one (Wilson and Hilferty 1931). */
function deviations(value: number, freedom: number): number {
  const variance = 2 / (9 * freedom)
  return (pow(Math.max(0, value) / freedom, 1 / 3) - (1 - variance)) / Math.sqrt(variance)
}
