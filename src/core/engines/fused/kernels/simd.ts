/** a · b + c; in the relaxed build the machine may round once instead of twice. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<f32>(a, b, c)
  return v128.add<f32>(v128.mul<f32>(a, b), c)
}

// @ts-ignore: decorator
@inline
export function at(base: usize, floats: i32): usize {
  return base + ((<usize>floats) << 2)
}

/** Sum of the four lanes, always in the same order. */
// @ts-ignore: decorator
@inline
export function lanes(x: v128): f32 {
  return (
    v128.extract_lane<f32>(x, 0) +
    v128.extract_lane<f32>(x, 1) +
    (v128.extract_lane<f32>(x, 2) + v128.extract_lane<f32>(x, 3))
  )
}
