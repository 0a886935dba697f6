import { at, madd, lanes } from './simd'

/*
 * Pairs of a factorisation machine over rows of x₀ (inputs.ts): `numeric` numbers, whose vectors are the rows of `v`, and
 * `embedded` embeddings from column `numericWide` on; all vectors have `wide` floats, a multiple of 4.
 */

/** logits[row] += Σ_i<j ⟨t_i, t_j⟩, t the embeddings and each number times its vector: t_j meets the sum of those before it. */
export function pairsForward(
  x0: usize,
  width: i32,
  numeric: i32,
  numericWide: i32,
  v: usize,
  embedded: i32,
  wide: i32,
  logits: usize,
  rows: i32
): void {
  for (let row = 0; row < rows; row++) {
    const x = at(x0, row * width)
    let total = v128.splat<f32>(0)
    for (let d = 0; d < wide; d += 4) {
      let sum = v128.splat<f32>(0)
      for (let i = 0; i < numeric; i++) {
        const each = v128.mul<f32>(v128.load_splat<f32>(at(x, i)), v128.load(at(v, i * wide + d)))
        total = madd(each, sum, total)
        sum = v128.add<f32>(sum, each)
      }
      let from = at(x, numericWide + d)
      for (let field = 0; field < embedded; field++) {
        const each = v128.load(from)
        total = madd(each, sum, total)
        sum = v128.add<f32>(sum, each)
        from = at(from, wide)
      }
    }
    const to = at(logits, row)
    store<f32>(to, load<f32>(to) + lanes(total))
  }
}

/**
 * Way back: with s the sum of all t, to an embedding's part of dx₀ (+)= slope (s − t), and dv_i += slope x_i (s − t_i). `fresh`
 * writes dx₀ instead of adding to it; the numbers' part of dx₀ stays as it is.
 */
export function pairsBackward(
  x0: usize,
  width: i32,
  numeric: i32,
  numericWide: i32,
  v: usize,
  embedded: i32,
  wide: i32,
  slope: usize,
  dv: usize,
  dx0: usize,
  rows: i32,
  fresh: bool
): void {
  for (let row = 0; row < rows; row++) {
    const x = at(x0, row * width)
    const dx = at(dx0, row * width)
    const each = v128.load_splat<f32>(at(slope, row))
    for (let d = 0; d < wide; d += 4) {
      let sum = v128.splat<f32>(0)
      for (let i = 0; i < numeric; i++) sum = madd(v128.load_splat<f32>(at(x, i)), v128.load(at(v, i * wide + d)), sum)
      const end = numericWide + embedded * wide
      for (let i = numericWide + d; i < end; i += wide) sum = v128.add<f32>(sum, v128.load(at(x, i)))
      for (let i = numericWide + d; i < end; i += wide) {
        const part = v128.mul<f32>(each, v128.sub<f32>(sum, v128.load(at(x, i))))
        const to = at(dx, i)
        v128.store(to, fresh ? part : v128.add<f32>(v128.load(to), part))
      }
      for (let i = 0; i < numeric; i++) {
        const number = v128.load_splat<f32>(at(x, i))
        const rest = v128.sub<f32>(sum, v128.mul<f32>(number, v128.load(at(v, i * wide + d))))
        const to = at(dv, i * wide + d)
        v128.store(to, madd(v128.mul<f32>(each, number), rest, v128.load(to)))
      }
    }
  }
}
