/*
 * What a scan finds, 64 bytes: gain of both children together (f64, −Infinity for none), sums of gradients and hessians of the left child
 * (f64, in units), the last bin that goes left (i32), whether missing values do (i32), and the bins that go left (256 bits).
 */

// @ts-ignore: decorator
@inline
export function keep(out: usize, gain: f64, g: f64, h: f64, bin: i32, missingLeft: bool): void {
  store<f64>(out, gain)
  store<f64>(out, g, 8)
  store<f64>(out, h, 16)
  store<i32>(out, bin, 24)
  store<i32>(out, missingLeft, 28)
}

/** G² / (H + λ), twice what a leaf takes from the loss (Chen & Guestrin 2016, equation 6, without the ½, as XGBoost's code has it). */
// @ts-ignore: decorator
@inline
function gainOf(g: f64, h: f64, lambda: f64): f64 {
  return (g * g) / (h + lambda)
}

/** What two children gain with their weights held in [lower, upper]; −Infinity where they stand against the constraint. */
// @ts-ignore: decorator
@inline
export function pairGain(
  gl: f64,
  hl: f64,
  gr: f64,
  hr: f64,
  lambda: f64,
  monotone: i32,
  lower: f64,
  upper: f64,
  isFree: bool
): f64 {
  if (isFree) return gainOf(gl, hl, lambda) + gainOf(gr, hr, lambda)
  const left = min(upper, max(lower, -gl / (hl + lambda)))
  const right = min(upper, max(lower, -gr / (hr + lambda)))
  if (monotone * (right - left) < 0) return -Infinity
  return heldGain(gl, hl, left, lambda) + heldGain(gr, hr, right, lambda)
}

/** −(2 G w + (H + λ) w²): the gain of a leaf whose weight w is held. */
// @ts-ignore: decorator
@inline
function heldGain(g: f64, h: f64, weight: f64, lambda: f64): f64 {
  return -(2 * g * weight + (h + lambda) * weight * weight)
}
