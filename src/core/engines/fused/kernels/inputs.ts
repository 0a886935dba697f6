import { at, madd } from './simd'

/**
 * x₀ of rows `from` … `from + count − 1`, and zeros up to `padded` rows: the numbers, padded to `numericWide`, then the
 * embedding of each of the first `embedded` of `fields` codes. A table row has `stride` floats, of which `wide` are the embedding.
 */
export function gather(
  x0: usize,
  width: i32,
  numbers: usize,
  numeric: i32,
  numericWide: i32,
  codes: usize,
  fields: i32,
  embedded: i32,
  table: usize,
  stride: i32,
  wide: i32,
  count: i32,
  padded: i32
): void {
  let to = x0
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < numeric; i++) store<f32>(at(to, i), load<f32>(at(numbers, row * numeric + i)))
    for (let i = numeric; i < numericWide; i++) store<f32>(at(to, i), 0)
    to = at(to, numericWide)
    let code = at(codes, row * fields)
    for (let field = 0; field < embedded; field++) {
      let from = at(table, load<i32>(code) * stride)
      for (let i = 0; i < wide; i += 4) {
        v128.store(to, v128.load(from))
        to += 16
        from += 16
      }
      code += 4
    }
  }
  memory.fill(to, 0, (<usize>((padded - count) * width)) << 2)
}

/** logits[row] += Σ of the weights of its codes; a weight every `stride` floats. */
export function wideForward(logits: usize, codes: usize, fields: i32, table: usize, stride: i32, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    let sum: f32 = 0
    for (let field = 0; field < fields; field++) {
      sum += load<f32>(at(table, load<i32>(codes) * stride))
      codes += 4
    }
    const to = at(logits, row)
    store<f32>(to, load<f32>(to) + sum)
  }
}

/** logits[row] += numbers[row] · w. */
export function wideNumericForward(logits: usize, numbers: usize, numeric: i32, w: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    let sum: f32 = 0
    for (let i = 0; i < numeric; i++) sum += load<f32>(at(numbers, row * numeric + i)) * load<f32>(at(w, i))
    const to = at(logits, row)
    store<f32>(to, load<f32>(to) + sum)
  }
}

/** dw += Σ slope[row] numbers[row]. */
export function wideNumericBackward(slope: usize, numbers: usize, numeric: i32, dw: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const each = load<f32>(at(slope, row))
    for (let i = 0; i < numeric; i++) {
      const to = at(dw, i)
      store<f32>(to, load<f32>(to) + each * load<f32>(at(numbers, row * numeric + i)))
    }
  }
}
