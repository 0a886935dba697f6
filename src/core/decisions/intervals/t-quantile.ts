import { exp, pow } from '../../kernel/math.ts'

/** Standard normal quantile of 97.5 %. */
const Z = 1.959963984540054

const TAILS = 0.05
const HALF_PI = 1.5707963267948966

/**
 * 97.5 % quantile of Student's t with `freedom` degrees, whole or not, from 2 up (Hill 1970, Algorithm 396); within
 * 1e-6 of the true value, relative, at 3 and above, 2e-4 between 2 and 3.
 */
export function tQuantile(freedom: number): number {
  const n = Math.max(2, freedom)
  if (n === 2) return 4.302652729749464
  const a = 1 / (n - 0.5)
  const b = 48 / (a * a)
  let c = (((20700 * a) / b - 98) * a - 16) * a + 96.36
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt(a * HALF_PI) * n
  let y = pow(d * TAILS, 2 / n)
  if (y > 0.05 + a) {
    const x = -Z
    y = x * x
    if (n < 5) c += 0.3 * (n - 4.5) * (x + 0.6)
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
    const h = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
    y = exp(a * h * h) - 1
  } else {
    const tail = 1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3)
    y = ((tail + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) + 1 / y
  }
  return Math.sqrt(n * y)
}
