import { cos } from '../kernel/math.ts'

/** Where to look at a function on (0, 1), and how much each look counts. */
export interface Quadrature {
  readonly points: Float64Array
  readonly weights: Float64Array
}

/** Gauss–Legendre quadrature on (0, 1): with n points exact for polynomials up to degree 2n − 1. */
export function gaussLegendre(n: number): Quadrature {
  const points = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let { value, slope } = legendre(n, x)
    for (let turn = 0; turn < 20 && Math.abs(value) > 1e-15; turn++) {
      x -= value / slope
      ;({ value, slope } = legendre(n, x))
    }
    points[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { points, weights }
}

/** The nth Legendre polynomial and its slope, by the three-term recurrence, |x| < 1. */
function legendre(n: number, x: number) {
  let before = 1
  let value = x
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k]
  return { value, slope: (n * (x * value - before)) / (x * x - 1) }
}
