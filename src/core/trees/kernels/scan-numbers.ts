import { keep, pairGain } from './found'

/**
 * The best split of a numeric column's histogram: bin 0 has the missing values, which go right or left, whichever gains more. `g` and `h`
 * are the node's sums in units; `monotone` is −1, 0 or 1; the children's weights are held in [lower, upper].
 */
export function scanNumbers(
  histogram: usize,
  bins: i32,
  g: f64,
  h: f64,
  gradientUnit: f64,
  hessianUnit: f64,
  lambda: f64,
  least: f64,
  monotone: i32,
  lower: f64,
  upper: f64,
  out: usize
): void {
  const isFree = monotone === 0 && lower === -Infinity && upper === Infinity
  const hasMissing = load<i64>(histogram) !== 0 || load<i64>(histogram, 8) !== 0
  let best: f64 = -Infinity
  keep(out, best, 0, 0, 0, false)
  let gl: f64 = 0
  let hl: f64 = 0
  const last = hasMissing ? bins - 1 : bins - 2
  for (let bin = 1; bin <= last; bin++) {
    const at = histogram + ((<usize>bin) << 4)
    const dg = load<i64>(at)
    const dh = load<i64>(at, 8)
    if (!(dg | dh)) continue
    gl += <f64>dg
    hl += <f64>dh
    const left = hl * hessianUnit
    const right = (h - hl) * hessianUnit
    if (left < least || left <= 0) continue
    if (right < least || right <= 0) break
    const gain = pairGain(gl * gradientUnit, left, (g - gl) * gradientUnit, right, lambda, monotone, lower, upper, isFree)
    if (gain > best) {
      best = gain
      keep(out, gain, gl, hl, bin, false)
    }
  }
  if (!hasMissing) return
  let gr: f64 = 0
  let hr: f64 = 0
  for (let bin = bins - 1; bin > 1; bin--) {
    const at = histogram + ((<usize>bin) << 4)
    const dg = load<i64>(at)
    const dh = load<i64>(at, 8)
    if (!(dg | dh)) continue
    gr += <f64>dg
    hr += <f64>dh
    const left = (h - hr) * hessianUnit
    const right = hr * hessianUnit
    if (right < least || right <= 0) continue
    if (left < least || left <= 0) break
    const gain = pairGain((g - gr) * gradientUnit, left, gr * gradientUnit, right, lambda, monotone, lower, upper, isFree)
    if (gain > best) {
      best = gain
      keep(out, gain, g - gr, h - hr, bin - 1, true)
    }
  }
}
