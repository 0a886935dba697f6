import { at, madd } from './simd'

/** C = C + Aᵀ B for activations A (rows × k) and B (rows × n) and a packed C (k × n): the gradient of weights. */
export function productOuter(a: usize, lda: i32, b: usize, ldb: i32, c: usize, rows: i32, n: i32, k: i32): void {
  const aRow = (<usize>lda) << 2
  const bRow = (<usize>ldb) << 2
  let j = 0
  for (; j + 8 <= n; j += 8) {
    const panel = at(c, j * k)
    for (let i = 0; i < k; i += 4) outer8(at(a, i), aRow, at(b, j), bRow, at(panel, i * 8), rows)
  }
  if (j < n) {
    const panel = at(c, j * k)
    for (let i = 0; i < k; i += 4) outer4(at(a, i), aRow, at(b, j), bRow, at(panel, i * 4), rows)
  }
}

// @ts-ignore: decorator
@inline
function outer8(a: usize, aRow: usize, b: usize, bRow: usize, c: usize, rows: i32): void {
  let c00 = v128.load(c)
  let c01 = v128.load(c, 16)
  let c10 = v128.load(c, 32)
  let c11 = v128.load(c, 48)
  let c20 = v128.load(c, 64)
  let c21 = v128.load(c, 80)
  let c30 = v128.load(c, 96)
  let c31 = v128.load(c, 112)
  for (let i = 0; i < rows; i++) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let each = v128.load_splat<f32>(a)
    c00 = madd(each, b0, c00)
    c01 = madd(each, b1, c01)
    each = v128.load_splat<f32>(a, 4)
    c10 = madd(each, b0, c10)
    c11 = madd(each, b1, c11)
    each = v128.load_splat<f32>(a, 8)
    c20 = madd(each, b0, c20)
    c21 = madd(each, b1, c21)
    each = v128.load_splat<f32>(a, 12)
    c30 = madd(each, b0, c30)
    c31 = madd(each, b1, c31)
    a += aRow
    b += bRow
  }
  v128.store(c, c00)
  v128.store(c, c01, 16)
  v128.store(c, c10, 32)
  v128.store(c, c11, 48)
  v128.store(c, c20, 64)
  v128.store(c, c21, 80)
  v128.store(c, c30, 96)
  v128.store(c, c31, 112)
}

// @ts-ignore: decorator
@inline
function outer4(a: usize, aRow: usize, b: usize, bRow: usize, c: usize, rows: i32): void {
  let c0 = v128.load(c)
  let c1 = v128.load(c, 16)
  let c2 = v128.load(c, 32)
  let c3 = v128.load(c, 48)
  for (let i = 0; i < rows; i++) {
    const each = v128.load(b)
    c0 = madd(v128.load_splat<f32>(a), each, c0)
    c1 = madd(v128.load_splat<f32>(a, 4), each, c1)
    c2 = madd(v128.load_splat<f32>(a, 8), each, c2)
    c3 = madd(v128.load_splat<f32>(a, 12), each, c3)
    a += aRow
    b += bRow
  }
  v128.store(c, c0)
  v128.store(c, c1, 16)
  v128.store(c, c2, 32)
  v128.store(c, c3, 48)
}

/** The packed n × k of a packed k × n; both multiples of 4. */
export function transpose(from: usize, to: usize, k: i32, n: i32): void {
  for (let j = 0; j < n; j++) {
    const wide = j < (n & ~7) ? 8 : 4
    const source = at(from, wide === 8 ? (j & ~7) * k + (j & 7) : (n & ~7) * k + (j & 3))
    for (let i = 0; i < k; i++) {
      const across = i < (k & ~7) ? 8 : 4
      const target = at(to, across === 8 ? (i & ~7) * n + j * 8 + (i & 7) : (k & ~7) * n + j * 4 + (i & 3))
      store<f32>(target, load<f32>(at(source, i * wide)))
    }
  }
}
