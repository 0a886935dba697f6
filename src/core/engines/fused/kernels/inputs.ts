import { at } from './simd'

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

/**
 * What a first layer makes of the embedded fields, looked up instead of multiplied: out[row] += Σ over fields of the `n` floats (a multiple
 * of 4) that begin `offset` floats into the table row of each code. Rows of `out` follow one another.
 */
export function addFolded(
  out: usize,
  n: i32,
  codes: usize,
  fields: i32,
  embedded: i32,
  table: usize,
  stride: i32,
  offset: i32,
  rows: i32
): void {
  const whole = n & ~15
  for (let row = 0; row < rows; row++) {
    const code = at(codes, row * fields)
    const to = at(out, row * n)
    for (let j = 0; j < whole; j += 16) {
      const base = at(table, offset + j)
      const place = at(to, j)
      let a = v128.load(place)
      let b = v128.load(place, 16)
      let c = v128.load(place, 32)
      let d = v128.load(place, 48)
      for (let field = 0; field < embedded; field++) {
        const from = at(base, load<i32>(at(code, field)) * stride)
        a = v128.add<f32>(a, v128.load(from))
        b = v128.add<f32>(b, v128.load(from, 16))
        c = v128.add<f32>(c, v128.load(from, 32))
        d = v128.add<f32>(d, v128.load(from, 48))
      }
      v128.store(place, a)
      v128.store(place, b, 16)
      v128.store(place, c, 32)
      v128.store(place, d, 48)
    }
    for (let j = whole; j < n; j += 4) {
      const base = at(table, offset + j)
      const place = at(to, j)
      let a = v128.load(place)
      for (let field = 0; field < embedded; field++)
        a = v128.add<f32>(a, v128.load(at(base, load<i32>(at(code, field)) * stride)))
      v128.store(place, a)
    }
  }
}
