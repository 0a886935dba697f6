import { at, lanes, madd } from './simd'

/** logits[row] += x[row] · w over n columns. */
export function headForward(x: usize, ldx: i32, w: usize, n: i32, logits: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const from = at(x, row * ldx)
    let sum = v128.splat<f32>(0)
    for (let j = 0; j < n; j += 4) sum = madd(v128.load(at(from, j)), v128.load(at(w, j)), sum)
    const to = at(logits, row)
    store<f32>(to, load<f32>(to) + lanes(sum))
  }
}

/** dw += Σ slope[row] x[row], and dx[row] = slope[row] w. */
export function headBackward(
  x: usize,
  ldx: i32,
  slope: usize,
  w: usize,
  dw: usize,
  dx: usize,
  lddx: i32,
  rows: i32,
  n: i32
): void {
  for (let row = 0; row < rows; row++) {
    const each = v128.load_splat<f32>(at(slope, row))
    const from = at(x, row * ldx)
    const to = at(dx, row * lddx)
    for (let j = 0; j < n; j += 4) {
      v128.store(at(dw, j), madd(each, v128.load(at(from, j)), v128.load(at(dw, j))))
      v128.store(at(to, j), v128.mul<f32>(each, v128.load(at(w, j))))
    }
  }
}

/**
 * Way back through x₀ ⊙ z + x, for n columns: dz = dout ⊙ x₀, db += Σ dz, and to the input dx₀ (+)= dout ⊙ (z + one). `one` is 1
 * where x is x₀ itself; `fresh` writes dx₀ instead of adding to it.
 */
export function crossBackward(
  dout: usize,
  x0: usize,
  z: usize,
  dz: usize,
  dx0: usize,
  db: usize,
  rows: i32,
  n: i32,
  one: f32,
  fresh: bool
): void {
  const ones = v128.splat<f32>(one)
  const step = (<usize>n) << 2
  for (let row = 0; row < rows; row++) {
    for (let j: usize = 0; j < step; j += 16) {
      const out = v128.load(dout + j)
      const slope = v128.mul<f32>(out, v128.load(x0 + j))
      const direct = v128.mul<f32>(out, v128.add<f32>(v128.load(z + j), ones))
      v128.store(dz + j, slope)
      v128.store(db + j, v128.add<f32>(v128.load(db + j), slope))
      v128.store(dx0 + j, fresh ? direct : v128.add<f32>(v128.load(dx0 + j), direct))
    }
    dout += step
    x0 += step
    z += step
    dz += step
    dx0 += step
  }
}

/** Where h > 0, dh stays (times the mask where there is one), else 0; db += Σ dh. In place; n columns. */
export function reluBackward(dh: usize, h: usize, mask: usize, db: usize, rows: i32, n: i32): void {
  const zero = v128.splat<f32>(0)
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < n; j += 4) {
      const place = (<usize>(row * n + j)) << 2
      let slope = v128.and(v128.load(dh + place), v128.gt<f32>(v128.load(h + place), zero))
      if (mask) slope = v128.mul<f32>(slope, v128.load(mask + place))
      v128.store(dh + place, slope)
      v128.store(at(db, j), v128.add<f32>(v128.load(at(db, j)), slope))
    }
  }
}

/** h = h ⊙ mask, over `floats` values (a multiple of 4). */
export function dropout(h: usize, mask: usize, floats: i32): void {
  for (let i = 0; i < floats; i += 4) v128.store(at(h, i), v128.mul<f32>(v128.load(at(h, i)), v128.load(at(mask, i))))
}

/** out = x₀ ⊙ z + x₀, over `floats` values (a multiple of 4). */
export function crossFolded(x0: usize, z: usize, out: usize, floats: i32): void {
  for (let i = 0; i < floats; i += 4) {
    const x = v128.load(at(x0, i))
    v128.store(at(out, i), madd(x, v128.load(at(z, i)), x))
  }
}

/** h = max(0, h), over `floats` values (a multiple of 4). */
export function relu(h: usize, floats: i32): void {
  const zero = v128.splat<f32>(0)
  for (let i = 0; i < floats; i += 4) v128.store(at(h, i), v128.pmax<f32>(v128.load(at(h, i)), zero))
}
