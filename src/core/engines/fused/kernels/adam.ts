import { at, madd } from './simd'

/*
 * Adam (Kingma & Ba 2015, algorithm 1): m = β₁ m + (1 − β₁) g, v = β₂ v + (1 − β₂) g², w −= size · m / (√v · spread + ε), where `size` and
 * `spread` carry rate and bias correction.
 */
const BETA1: f32 = 0.9
const BETA2: f32 = 0.999
const REST1: f32 = 0.1
const REST2: f32 = 0.001
const EPSILON: f32 = 1e-8
/**
 * Weights and moments closer to 0 than this are made 0. What dies out (a unit that nothing passes, under a penalty) would
 * else end in subnormal numbers, and make products that are, with which processors are fifty times as slow.
 */
const LEAST_WEIGHT: f32 = 1e-15
const LEAST_FIRST: f32 = 1e-20
const LEAST_SECOND: f32 = 1e-30

/** Four weights at `w`, moments at `m` and `v`, gradient `g` without the penalty. */
// @ts-ignore: decorator
@inline
function step4(w: usize, m: usize, v: usize, g: v128, size: f32, spread: f32, l2: f32): void {
  const weight = v128.load(w)
  const slope = madd(v128.splat<f32>(l2), weight, g)
  const first = madd(v128.splat<f32>(BETA1), v128.load(m), v128.mul<f32>(v128.splat<f32>(REST1), slope))
  const square = v128.mul<f32>(v128.splat<f32>(REST2), v128.mul<f32>(slope, slope))
  const second = madd(v128.splat<f32>(BETA2), v128.load(v), square)
  const below = madd(v128.sqrt<f32>(second), v128.splat<f32>(spread), v128.splat<f32>(EPSILON))
  v128.store(m, settled(first, LEAST_FIRST))
  v128.store(v, settled(second, LEAST_SECOND))
  const moved = v128.sub<f32>(weight, v128.div<f32>(v128.mul<f32>(first, v128.splat<f32>(size)), below))
  v128.store(w, settled(moved, LEAST_WEIGHT))
}

// @ts-ignore: decorator
@inline
function settled(x: v128, least: f32): v128 {
  return v128.andnot(x, v128.lt<f32>(v128.abs<f32>(x), v128.splat<f32>(least)))
}

/** A step of `floats` dense weights (a multiple of 4) whose gradient is the sum of `parts` arrays, `apart` floats from one another. */
export function adam(
  w: usize,
  m: usize,
  v: usize,
  g: usize,
  parts: i32,
  apart: i32,
  floats: i32,
  size: f32,
  spread: f32,
  l2: f32
): void {
  for (let i = 0; i < floats; i += 4) {
    let sum = v128.load(at(g, i))
    for (let part = 1; part < parts; part++) sum = v128.add<f32>(sum, v128.load(at(g, part * apart + i)))
    step4(at(w, i), at(m, i), at(v, i), sum, size, spread, l2)
  }
}

/**
 * Lazy Adam on the rows of one field's table that occur in a batch. A table row is [w, m, v], `wide` floats each. Each row of the batch
 * has a gradient of `wide` floats, every `apart` floats; those of a value's occurrences are added up, in the order of the batch, in the
 * place of the first. `slots` is a hash table of `mask + 1` places; `values` gets the values touched, `places` where each was first.
 * Returns how many there are.
 */
export function adamTouched(
  table: usize,
  wide: i32,
  codes: usize,
  fields: i32,
  gradient: usize,
  apart: i32,
  count: i32,
  slots: usize,
  mask: i32,
  places: usize,
  values: usize,
  size: f32,
  spread: f32,
  l2: f32
): i32 {
  memory.fill(slots, 0, (<usize>(mask + 1)) << 2)
  let touched = 0
  // Reads that wait for nothing bring long tables to the cache, many rows at a time.
  let warmth: f32 = 0
  for (let row = 0; row < count; row++) {
    const target = at(table, load<i32>(at(codes, row * fields)) * 3 * wide)
    warmth += load<f32>(at(target, wide)) + load<f32>(at(target, 3 * wide - 1))
  }
  for (let row = 0; row < count; row++) {
    const code = load<i32>(at(codes, row * fields))
    const known = find(slots, mask, values, code, touched)
    if (known === touched) {
      store<i32>(at(values, touched), code)
      store<i32>(at(places, touched), row)
      touched++
      continue
    }
    const from = at(gradient, row * apart)
    const to = at(gradient, load<i32>(at(places, known)) * apart)
    for (let i = 0; i < wide; i += 4) v128.store(at(to, i), v128.add<f32>(v128.load(at(to, i)), v128.load(at(from, i))))
  }
  store<f32>(slots, warmth)
  for (let i = 0; i < touched; i++)
    stepRow(at(table, load<i32>(at(values, i)) * 3 * wide), wide, at(gradient, load<i32>(at(places, i)) * apart), size, spread, l2)
  return touched
}

/** The same for wide weights, one for each value: a row's gradient is one float, which other fields read too. */
export function adamTouchedWide(
  table: usize,
  codes: usize,
  fields: i32,
  gradient: usize,
  count: i32,
  slots: usize,
  mask: i32,
  sums: usize,
  values: usize,
  size: f32,
  spread: f32,
  l2: f32
): i32 {
  memory.fill(slots, 0, (<usize>(mask + 1)) << 2)
  let touched = 0
  for (let row = 0; row < count; row++) {
    const code = load<i32>(at(codes, row * fields))
    const slope = load<f32>(at(gradient, row))
    const known = find(slots, mask, values, code, touched)
    const to = at(sums, known * 4)
    if (known === touched) {
      store<i32>(at(values, touched), code)
      v128.store(to, v128.replace_lane<f32>(v128.splat<f32>(0), 0, slope))
      touched++
    } else store<f32>(to, load<f32>(to) + slope)
  }
  for (let i = 0; i < touched; i++) stepRow(at(table, load<i32>(at(values, i)) * 12), 4, at(sums, i * 4), size, spread, l2)
  return touched
}

/** Which of the values touched a code is; `touched`, and its slot taken, where it is none of them yet. */
// @ts-ignore: decorator
@inline
function find(slots: usize, mask: i32, values: usize, code: i32, touched: i32): i32 {
  let place = ((code * -1640531527) >>> 8) & mask
  let known = load<i32>(at(slots, place)) - 1
  while (known >= 0 && load<i32>(at(values, known)) !== code) {
    place = (place + 1) & mask
    known = load<i32>(at(slots, place)) - 1
  }
  if (known >= 0) return known
  store<i32>(at(slots, place), touched + 1)
  return touched
}

/** Notes `count` rows of `rows` as touched, a byte for each row of the table. */
export function markTouched(marks: usize, rows: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<u8>(marks + load<u32>(at(rows, i)), 1)
}

/** What is left of a dense step: rows `from` … `to − 1` that are not marked move by their moments alone. Clears the marks. */
export function adamUntouched(
  table: usize,
  wide: i32,
  marks: usize,
  from: i32,
  to: i32,
  zeros: usize,
  size: f32,
  spread: f32,
  l2: f32
): void {
  for (let row = from; row < to; row++) {
    if (load<u8>(marks + row)) store<u8>(marks + row, 0)
    else stepRow(at(table, row * 3 * wide), wide, zeros, size, spread, l2)
  }
}

// @ts-ignore: decorator
@inline
function stepRow(w: usize, wide: i32, g: usize, size: f32, spread: f32, l2: f32): void {
  const m = at(w, wide)
  const v = at(m, wide)
  for (let i = 0; i < wide; i += 4) step4(at(w, i), at(m, i), at(v, i), v128.load(at(g, i)), size, spread, l2)
}
