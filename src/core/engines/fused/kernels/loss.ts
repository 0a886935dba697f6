import { at } from './simd'

const LN2_HIGH: f64 = 6.9314718036912381649e-1
const LN2_LOW: f64 = 1.90821492927058770002e-10
const LOG2_E: f64 = 1.4426950408889634
/** A slope closer to 0 is made 0: its products with weights would be subnormal, and slow (see adam.ts). */
const LEAST_SLOPE: f32 = 1e-15

/**
 * Slope of the mean log loss at each logit, w (σ(z) − y) · scale, and the sum over rows of w (ln(1 + e^z) − y z). Slopes of rows
 * `rows` … `padded − 1` are 0. `weights` of 0 is all ones. A `focal` γ > 0 makes it the slope of the focal loss, and leaves the sum.
 */
export function lossSlope(
  logits: usize,
  labels: usize,
  weights: usize,
  slope: usize,
  scale: f32,
  focal: f64,
  rows: i32,
  padded: i32
): f64 {
  let sum: f64 = 0
  for (let row = 0; row < rows; row++) {
    const z = <f64>load<f32>(at(logits, row))
    const y = <f64>load<f32>(at(labels, row))
    const weight: f64 = weights ? <f64>load<f32>(at(weights, row)) : 1
    const tail = exp(-abs(z))
    const chance = (z >= 0 ? 1 : tail) / (1 + tail)
    const loss = max(z, 0) + log1p(tail) - y * z
    const each = focal > 0 ? focalSlope(focal, z, chance, y, loss) : chance - y
    sum += weight * loss
    const steep = <f32>(weight * each) * scale
    store<f32>(at(slope, row), abs(steep) < LEAST_SLOPE ? 0 : steep)
  }
  for (let row = rows; row < padded; row++) store<f32>(at(slope, row), 0)
  return sum
}

/**
 * Slope of −q^γ ln p at the logit, p the chance of the label that came true and q = 1 − p: ±q^γ (γ p ln p − q), where −ln p is the
 * log loss and −ln q what it would have been for the other label.
 */
// @ts-ignore: decorator
@inline
function focalSlope(focal: f64, z: f64, chance: f64, y: f64, loss: f64): f64 {
  const sign: f64 = 2 * y - 1
  const miss = abs(chance - y)
  return sign * exp(-focal * (loss + sign * z)) * (-focal * (1 - miss) * loss - miss)
}

/** e^x for x ≤ 0: as exp of src/core/kernel/math.ts, to the 13th order of Taylor. */
function exp(x: f64): f64 {
  if (x !== x) return x
  if (x < -700) return 0
  const n = floor(x * LOG2_E + 0.5)
  const r = x - n * LN2_HIGH - n * LN2_LOW
  let sum: f64 = 1.0 / 6227020800.0
  sum = sum * r + 1.0 / 479001600.0
  sum = sum * r + 1.0 / 39916800.0
  sum = sum * r + 1.0 / 3628800.0
  sum = sum * r + 1.0 / 362880.0
  sum = sum * r + 1.0 / 40320.0
  sum = sum * r + 1.0 / 5040.0
  sum = sum * r + 1.0 / 720.0
  sum = sum * r + 1.0 / 120.0
  sum = sum * r + 1.0 / 24.0
  sum = sum * r + 1.0 / 6.0
  sum = sum * r + 0.5
  return ((sum * r + 1) * r + 1) * reinterpret<f64>((<i64>n + 1023) << 52)
}

/** ln(1 + x) for 0 ≤ x ≤ 1, by 2 atanh(x / (2 + x)); relative error below 1e-9. */
function log1p(x: f64): f64 {
  const s = x / (2 + x)
  const z = s * s
  let sum: f64 = 1.0 / 19.0
  sum = sum * z + 1.0 / 17.0
  sum = sum * z + 1.0 / 15.0
  sum = sum * z + 1.0 / 13.0
  sum = sum * z + 1.0 / 11.0
  sum = sum * z + 1.0 / 9.0
  sum = sum * z + 1.0 / 7.0
  sum = sum * z + 1.0 / 5.0
  sum = sum * z + 1.0 / 3.0
  return 2 * s + 2 * s * z * sum
}
