/**
 * Gradient and hessian of the log loss at each margin, w (p − y) and w p (1 − p), as a pair of 32-bit whole numbers of 1 / `gradientUnits`
 * and 1 / `hessianUnits`; rows `from` … `to − 1`, multiples of four. `signed` is the weight of each row, negative where the label is 0.
 * A `focal` γ > 0 makes them those of the focal loss. Returns the sum of w ln(1 + e^∓margin), whichever it is.
 */
export function pairsOf(
  margins: usize,
  signed: usize,
  pairs: usize,
  from: i32,
  to: i32,
  gradientUnits: f32,
  hessianUnits: f32,
  focal: f32
): f64 {
  let sum = v128.splat<f64>(0)
  const one = v128.splat<f32>(1)
  const signs = v128.splat<i32>(<i32>0x80000000)
  const toGradient = v128.splat<f32>(-gradientUnits)
  const toHessian = v128.splat<f32>(hessianUnits)
  for (let i = <usize>from << 2; i < <usize>to << 2; i += 16) {
    const weight = v128.load(signed + i)
    // The margin towards the label that came true.
    const right = v128.xor(v128.load(margins + i), v128.and(weight, signs))
    const tail = exp(v128.neg<f32>(v128.abs<f32>(right)))
    const share = v128.div<f32>(one, v128.add<f32>(one, tail))
    const isRight = v128.ge<f32>(right, v128.splat<f32>(0))
    const tailShare = v128.mul<f32>(tail, share)
    const over = v128.max<f32>(v128.neg<f32>(right), v128.splat<f32>(0))
    const loss = v128.add<f32>(log1p(tail), over)
    let slope = v128.bitselect(tailShare, share, isRight)
    let curve = v128.mul<f32>(tailShare, share)
    if (focal > 0) {
      const miss = slope
      const power = exp(v128.mul<f32>(v128.splat<f32>(-focal), v128.add<f32>(loss, right)))
      slope = v128.mul<f32>(power, focalSlope(focal, miss, loss))
      curve = v128.mul<f32>(power, focalCurve(focal, miss, loss))
    }
    const g = whole(v128.mul<f32>(v128.mul<f32>(slope, weight), toGradient))
    const size = v128.abs<f32>(weight)
    const h = whole(v128.mul<f32>(v128.mul<f32>(curve, size), toHessian))
    v128.store(pairs + (i << 1), v128.shuffle<i32>(g, h, 0, 4, 1, 5))
    v128.store(pairs + (i << 1), v128.shuffle<i32>(g, h, 2, 6, 3, 7), 16)
    const weighted = v128.mul<f32>(loss, size)
    sum = v128.add<f64>(sum, f64x2.promote_low_f32x4(weighted))
    sum = v128.add<f64>(sum, f64x2.promote_low_f32x4(v128.shuffle<i32>(weighted, weighted, 2, 3, 2, 3)))
  }
  return v128.extract_lane<f64>(sum, 0) + v128.extract_lane<f64>(sum, 1)
}

/**
 * The same for targets between 0 and 1, each row weighing 1: gradient p − t and hessian p (1 − p). Returns the sum of
 * −t ln p − (1 − t) ln(1 − p).
 */
export function softPairsOf(
  margins: usize,
  targets: usize,
  pairs: usize,
  from: i32,
  to: i32,
  gradientUnits: f32,
  hessianUnits: f32
): f64 {
  let sum = v128.splat<f64>(0)
  const one = v128.splat<f32>(1)
  const zero = v128.splat<f32>(0)
  for (let i = <usize>from << 2; i < <usize>to << 2; i += 16) {
    const margin = v128.load(margins + i)
    const target = v128.load(targets + i)
    const tail = exp(v128.neg<f32>(v128.abs<f32>(margin)))
    const share = v128.div<f32>(one, v128.add<f32>(one, tail))
    const tailShare = v128.mul<f32>(tail, share)
    const chance = v128.bitselect(share, tailShare, v128.ge<f32>(margin, zero))
    const gradient = v128.mul<f32>(v128.sub<f32>(chance, target), v128.splat<f32>(gradientUnits))
    const g = whole(gradient)
    const h = whole(v128.mul<f32>(v128.mul<f32>(tailShare, share), v128.splat<f32>(hessianUnits)))
    v128.store(pairs + (i << 1), v128.shuffle<i32>(g, h, 0, 4, 1, 5))
    v128.store(pairs + (i << 1), v128.shuffle<i32>(g, h, 2, 6, 3, 7), 16)
    // ln(1 + e^m) − t m
    const over = v128.max<f32>(margin, zero)
    const loss = v128.sub<f32>(v128.add<f32>(log1p(tail), over), v128.mul<f32>(target, margin))
    sum = v128.add<f64>(sum, f64x2.promote_low_f32x4(loss))
    sum = v128.add<f64>(sum, f64x2.promote_low_f32x4(v128.shuffle<i32>(loss, loss, 2, 3, 2, 3)))
  }
  return v128.extract_lane<f64>(sum, 0) + v128.extract_lane<f64>(sum, 1)
}

/** margin += value, of `count` rows. */
export function addToMargins(rows: usize, count: i32, margins: usize, value: f32): void {
  const end = rows + ((<usize>count) << 2)
  for (; rows < end; rows += 4) {
    const at = margins + ((<usize>load<u32>(rows)) << 2)
    store<f32>(at, load<f32>(at) + value)
  }
}

/** What q^γ is multiplied by in the slope of the focal loss −q^γ ln p, away from the label: q − γ p ln p, where q = 1 − p misses it. */
// @ts-ignore: decorator
@inline
function focalSlope(focal: f32, miss: v128, loss: v128): v128 {
  const hit = v128.sub<f32>(v128.splat<f32>(1), miss)
  return v128.add<f32>(miss, v128.mul<f32>(v128.splat<f32>(focal), v128.mul<f32>(hit, loss)))
}

/**
 * And in its second derivative: p (q (1 + 2γ + γ ln p) − γ² p ln p). Where a row is far off it would be negative; it is then held at p q,
 * what it is while the weight q^γ stays as it is.
 */
// @ts-ignore: decorator
@inline
function focalCurve(focal: f32, miss: v128, loss: v128): v128 {
  const hit = v128.sub<f32>(v128.splat<f32>(1), miss)
  const bend = v128.sub<f32>(v128.splat<f32>(1 + 2 * focal), v128.mul<f32>(v128.splat<f32>(focal), loss))
  const rest = v128.mul<f32>(v128.splat<f32>(focal * focal), v128.mul<f32>(hit, loss))
  const curve = v128.mul<f32>(hit, v128.add<f32>(v128.mul<f32>(miss, bend), rest))
  return v128.max<f32>(curve, v128.mul<f32>(hit, miss))
}

// @ts-ignore: decorator
@inline
function whole(x: v128): v128 {
  return v128.trunc_sat<i32>(v128.nearest<f32>(x))
}

/** e^x for x ≤ 0, to seven digits: Cody & Waite's reduction, Taylor to the 7th order. */
// @ts-ignore: decorator
@inline
function exp(x: v128): v128 {
  const within = v128.max<f32>(x, v128.splat<f32>(-87))
  const n = v128.nearest<f32>(v128.mul<f32>(within, v128.splat<f32>(1.44269504)))
  let r = v128.sub<f32>(within, v128.mul<f32>(n, v128.splat<f32>(0.693359375)))
  r = v128.add<f32>(r, v128.mul<f32>(n, v128.splat<f32>(0.000212194440)))
  let sum = v128.splat<f32>(1.0 / 5040.0)
  sum = step(sum, r, 1.0 / 720.0)
  sum = step(sum, r, 1.0 / 120.0)
  sum = step(sum, r, 1.0 / 24.0)
  sum = step(sum, r, 1.0 / 6.0)
  sum = step(sum, r, 0.5)
  sum = step(sum, r, 1)
  sum = step(sum, r, 1)
  const power = v128.add<i32>(v128.trunc_sat<i32>(n), v128.splat<i32>(127))
  return v128.mul<f32>(sum, v128.shl<i32>(power, 23))
}

/** ln(1 + x) for 0 ≤ x ≤ 1, by 2 atanh(x / (2 + x)). */
// @ts-ignore: decorator
@inline
function log1p(x: v128): v128 {
  const s = v128.div<f32>(x, v128.add<f32>(x, v128.splat<f32>(2)))
  const z = v128.mul<f32>(s, s)
  let sum = v128.splat<f32>(2.0 / 13.0)
  sum = step(sum, z, 2.0 / 11.0)
  sum = step(sum, z, 2.0 / 9.0)
  sum = step(sum, z, 2.0 / 7.0)
  sum = step(sum, z, 2.0 / 5.0)
  sum = step(sum, z, 2.0 / 3.0)
  sum = step(sum, z, 2)
  return v128.mul<f32>(s, sum)
}

// @ts-ignore: decorator
@inline
function step(sum: v128, x: v128, next: f32): v128 {
  return v128.add<f32>(v128.mul<f32>(sum, x), v128.splat<f32>(next))
}
