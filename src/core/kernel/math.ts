/*
 * Elementary functions made of + − × ÷ and sqrt alone, so that their last bit is the same in every JavaScript engine.
 * Reductions and polynomials follow the classic scheme of Cody & Waite, "Software Manual for the Elementary
 * Functions"; each is within 2e-15 of the true value, relative to max(1, |value|), tested against Math.
 */
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const LOG2_E = 1.4426950408889634
const SQRT_HALF = 0.7071067811865476

const words = new Uint32Array(2)
const double = new Float64Array(words.buffer)

/** 2^n at n + 1024, all exact: reading one is quicker than putting its bits together. */
const POWERS = new Float64Array(2048)
POWERS[0] = 5.562684646268003e-309
for (let i = 1; i < POWERS.length; i++) POWERS[i] = 2 * POWERS[i - 1]

/** e^x; 0 below −745, Infinity above 709.78. */
export function exp(x: number): number {
  if (x !== x) return x
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019411) return 0
  const n = Math.floor(x * LOG2_E + 0.5)
  const r = x - n * LN2_HIGH - n * LN2_LOW
  // Taylor to the 13th order on |r| ≤ ln2/2: the remainder is below 2^-57.
  let sum = 1 / 6227020800
  sum = sum * r + 1 / 479001600
  sum = sum * r + 1 / 39916800
  sum = sum * r + 1 / 3628800
  sum = sum * r + 1 / 362880
  sum = sum * r + 1 / 40320
  sum = sum * r + 1 / 5040
  sum = sum * r + 1 / 720
  sum = sum * r + 1 / 120
  sum = sum * r + 1 / 24
  sum = sum * r + 1 / 6
  sum = sum * r + 0.5
  const value = (sum * r + 1) * r + 1
  return n > 1022 || n < -1022 ? scaleFar(value, n) : value * POWERS[n + 1024]
}

/** Raises e to each of the values, in place. */
export function expEach(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = exp(values[i])
}

/** Natural logarithm; −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  return x < 2.2250738585072014e-308 ? logOf(x * 18014398509481984, -54) : logOf(x, 0)
}

/** log(value · 2^power) of a value neither zero, subnormal nor infinite. */
export function logOf(value: number, power: number): number {
  double[0] = value
  const exponent = (words[1] >>> 20) - 1022
  const half = value * POWERS[1024 - exponent]
  const below = +(half < SQRT_HALF)
  const n = exponent - below + power
  const m = half * (1 + below)
  // atanh series in s = (m−1)/(m+1), |s| ≤ 0.1716.
  const s = (m - 1) / (m + 1)
  const z = s * s
  let sum = 1 / 21
  sum = sum * z + 1 / 19
  sum = sum * z + 1 / 17
  sum = sum * z + 1 / 15
  sum = sum * z + 1 / 13
  sum = sum * z + 1 / 11
  sum = sum * z + 1 / 9
  sum = sum * z + 1 / 7
  sum = sum * z + 1 / 5
  sum = sum * z + 1 / 3
  return n * LN2_HIGH + (2 * s + (2 * s * z * sum + n * LN2_LOW))
}

/** Base-2 logarithm. */
export function log2(x: number): number {
  return log(x) * LOG2_E
}

/** x^y for x > 0. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  return x === 0 ? (y > 0 ? 0 : Infinity) : exp(y * log(x))
}

/** 1 / (1 + e^−x), exact in both tails. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x))
  const e = exp(x)
  return e / (1 + e)
}

/** ln(p / (1 − p)). */
export function logit(p: number): number {
  return log(p) - log(1 - p)
}

/** ln(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return x > 0 ? x + log(1 + exp(-x)) : log(1 + exp(x))
}

export function sin(x: number): number {
  return circular(x, 0)
}

export function cos(x: number): number {
  return circular(x, 1)
}

const HALF_PI_HIGH = 1.5707963267341256
const HALF_PI_LOW = 6.077100506506192e-11

/** sin(x + quarter·π/2) for |x| below a million. */
function circular(x: number, quarter: number): number {
  const n = quarterTurns(x)
  const r = x - n * HALF_PI_HIGH - n * HALF_PI_LOW
  const turn = (n + quarter) & 3
  const value = turn & 1 ? nearCos(r) : nearSin(r)
  return turn & 2 ? -value : value
}

/** Sets out[at] and out[at + 1] to length · cos and sin of an angle. */
export function polar(length: number, angle: number, out: Float64Array, at: number): void {
  const n = quarterTurns(angle)
  const r = angle - n * HALF_PI_HIGH - n * HALF_PI_LOW
  // No branch on the quarter: chance decides it, and no processor can guess it.
  const odd = n & 1
  out[at + odd] = length * (1 - (n & 2)) * nearCos(r)
  out[at + 1 - odd] = length * (1 - ((n + 1) & 2)) * nearSin(r)
}

function quarterTurns(x: number): number {
  return Math.floor(x * 0.6366197723675814 + 0.5)
}

/** sin r for |r| ≤ π/4. */
function nearSin(r: number): number {
  const z = r * r
  let s = -1 / 1307674368000
  s = s * z + 1 / 6227020800
  s = s * z - 1 / 39916800
  s = s * z + 1 / 362880
  s = s * z - 1 / 5040
  s = s * z + 1 / 120
  s = s * z - 1 / 6
  return r + r * z * s
}

/** cos r for |r| ≤ π/4. */
function nearCos(r: number): number {
  const z = r * r
  let c = 1 / 20922789888000
  c = c * z - 1 / 87178291200
  c = c * z + 1 / 479001600
  c = c * z - 1 / 3628800
  c = c * z + 1 / 40320
  c = c * z - 1 / 720
  c = c * z + 1 / 24
  c = c * z - 0.5
  return 1 + z * c
}

/** value · 2^n where one step would leave the range of a double. */
function scaleFar(value: number, n: number): number {
  return n > 0 ? value * 8.98846567431158e307 * POWERS[n + 1] : value * POWERS[2] * POWERS[n + 2046]
}
