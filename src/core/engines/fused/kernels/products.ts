import { at, madd } from './simd'

/*
 * Products of row-major activations with packed weights. A packed matrix of k × n (n a multiple of 4) is laid out in
 * panels of 8 columns, each k × 8 row-major, and a last panel of 4 where n is not a multiple of 8. Rows of activations
 * come in multiples of 4. Timed by tests/bench/rows/train-dcn-512.ts.
 */

const SET = 0
const PLUS = 1
const RELU = 2
const CROSS = 3
const CROSS_KEPT = 4

/** C = A B + bias. `lda`, `ldc` are row lengths in floats; `bias` has n values. */
export function product(a: usize, lda: i32, b: usize, bias: usize, c: usize, ldc: i32, m: i32, n: i32, k: i32): void {
  panels<i32>(SET, a, lda, b, bias, c, ldc, 0, 0, 0, m, n, k)
}

/** C = C + A B. */
export function productPlus(a: usize, lda: i32, b: usize, c: usize, ldc: i32, m: i32, n: i32, k: i32): void {
  panels<i32>(PLUS, a, lda, b, 0, c, ldc, 0, 0, 0, m, n, k)
}

/** C = max(0, A B + bias). */
export function productRelu(
  a: usize,
  lda: i32,
  b: usize,
  bias: usize,
  c: usize,
  ldc: i32,
  m: i32,
  n: i32,
  k: i32
): void {
  panels<i32>(RELU, a, lda, b, bias, c, ldc, 0, 0, 0, m, n, k)
}

/** C = x₀ ⊙ (A B + bias) + x; x₀, x and C are m × n with row length `ldc`. C is none of the others. */
export function productCross(
  a: usize,
  lda: i32,
  b: usize,
  bias: usize,
  c: usize,
  ldc: i32,
  x0: usize,
  x: usize,
  m: i32,
  n: i32,
  k: i32
): void {
  panels<i32>(CROSS, a, lda, b, bias, c, ldc, x0, x, 0, m, n, k)
}

/** The same, keeping A B + bias in `z` for the way back. */
export function productCrossKept(
  a: usize,
  lda: i32,
  b: usize,
  bias: usize,
  c: usize,
  ldc: i32,
  x0: usize,
  x: usize,
  z: usize,
  m: i32,
  n: i32,
  k: i32
): void {
  panels<i32>(CROSS_KEPT, a, lda, b, bias, c, ldc, x0, x, z, m, n, k)
}

// @ts-ignore: decorator
@inline
function panels<T>(
  mode: T,
  a: usize,
  lda: i32,
  b: usize,
  bias: usize,
  c: usize,
  ldc: i32,
  x0: usize,
  x: usize,
  z: usize,
  m: i32,
  n: i32,
  k: i32
): void {
  const aRow = (<usize>lda) << 2
  const cRow = (<usize>ldc) << 2
  let j = 0
  for (; j + 8 <= n; j += 8) {
    const panel = at(b, j * k)
    const column = (<usize>j) << 2
    for (let i = 0; i < m; i += 4) {
      const out = (<usize>i) * cRow + column
      tile8(<i32>mode, a + (<usize>i) * aRow, aRow, panel, bias + column, c + out, cRow, x0 + out, x + out, z + out, k)
    }
  }
  if (j < n) {
    const panel = at(b, j * k)
    const column = (<usize>j) << 2
    for (let i = 0; i < m; i += 4) {
      const out = (<usize>i) * cRow + column
      tile4(<i32>mode, a + (<usize>i) * aRow, aRow, panel, bias + column, c + out, cRow, x0 + out, x + out, z + out, k)
    }
  }
}

/** Four rows by eight columns: eight sums in registers. */
// @ts-ignore: decorator
@inline
function tile8(
  mode: i32,
  a: usize,
  aRow: usize,
  b: usize,
  bias: usize,
  c: usize,
  cRow: usize,
  x0: usize,
  x: usize,
  z: usize,
  k: i32
): void {
  let c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128
  if (mode === PLUS) {
    c00 = v128.load(c)
    c01 = v128.load(c, 16)
    c10 = v128.load(c + cRow)
    c11 = v128.load(c + cRow, 16)
    c20 = v128.load(c + 2 * cRow)
    c21 = v128.load(c + 2 * cRow, 16)
    c30 = v128.load(c + 3 * cRow)
    c31 = v128.load(c + 3 * cRow, 16)
  } else {
    c00 = v128.load(bias)
    c01 = v128.load(bias, 16)
    c10 = c00
    c11 = c01
    c20 = c00
    c21 = c01
    c30 = c00
    c31 = c01
  }
  let a1 = a + aRow
  let a2 = a1 + aRow
  let a3 = a2 + aRow
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let each = v128.load_splat<f32>(a)
    c00 = madd(each, b0, c00)
    c01 = madd(each, b1, c01)
    each = v128.load_splat<f32>(a1)
    c10 = madd(each, b0, c10)
    c11 = madd(each, b1, c11)
    each = v128.load_splat<f32>(a2)
    c20 = madd(each, b0, c20)
    c21 = madd(each, b1, c21)
    each = v128.load_splat<f32>(a3)
    c30 = madd(each, b0, c30)
    c31 = madd(each, b1, c31)
    a += 4
    a1 += 4
    a2 += 4
    a3 += 4
    b += 32
  }
  row8(mode, c00, c01, c, x0, x, z)
  row8(mode, c10, c11, c + cRow, x0 + cRow, x + cRow, z + cRow)
  row8(mode, c20, c21, c + 2 * cRow, x0 + 2 * cRow, x + 2 * cRow, z + 2 * cRow)
  row8(mode, c30, c31, c + 3 * cRow, x0 + 3 * cRow, x + 3 * cRow, z + 3 * cRow)
}

/** Four rows by four columns, for the last panel. */
// @ts-ignore: decorator
@inline
function tile4(
  mode: i32,
  a: usize,
  aRow: usize,
  b: usize,
  bias: usize,
  c: usize,
  cRow: usize,
  x0: usize,
  x: usize,
  z: usize,
  k: i32
): void {
  let c0: v128, c1: v128, c2: v128, c3: v128
  if (mode === PLUS) {
    c0 = v128.load(c)
    c1 = v128.load(c + cRow)
    c2 = v128.load(c + 2 * cRow)
    c3 = v128.load(c + 3 * cRow)
  } else {
    c0 = v128.load(bias)
    c1 = c0
    c2 = c0
    c3 = c0
  }
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(b)
    c0 = madd(v128.load_splat<f32>(a), b0, c0)
    c1 = madd(v128.load_splat<f32>(a + aRow), b0, c1)
    c2 = madd(v128.load_splat<f32>(a + 2 * aRow), b0, c2)
    c3 = madd(v128.load_splat<f32>(a + 3 * aRow), b0, c3)
    a += 4
    b += 16
  }
  end(mode, c0, c, x0, x, z)
  end(mode, c1, c + cRow, x0 + cRow, x + cRow, z + cRow)
  end(mode, c2, c + 2 * cRow, x0 + 2 * cRow, x + 2 * cRow, z + 2 * cRow)
  end(mode, c3, c + 3 * cRow, x0 + 3 * cRow, x + 3 * cRow, z + 3 * cRow)
}

// @ts-ignore: decorator
@inline
function row8(mode: i32, low: v128, high: v128, c: usize, x0: usize, x: usize, z: usize): void {
  end(mode, low, c, x0, x, z)
  end(mode, high, c + 16, x0 + 16, x + 16, z + 16)
}

/** What becomes of four finished sums. */
// @ts-ignore: decorator
@inline
function end(mode: i32, sum: v128, c: usize, x0: usize, x: usize, z: usize): void {
  if (mode === RELU) v128.store(c, v128.pmax<f32>(sum, v128.splat<f32>(0)))
  else if (mode === CROSS || mode === CROSS_KEPT) {
    if (mode === CROSS_KEPT) v128.store(z, sum)
    v128.store(c, madd(v128.load(x0), sum, v128.load(x)))
  } else v128.store(c, sum)
}
