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
export function gainOf(g: f64, h: f64, lambda: f64): f64 {
  return (g * g) / (h + lambda)
}
