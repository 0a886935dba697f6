/*
 * A histogram has, for each bin, the sums of its rows' gradients and hessians as two 64-bit whole numbers. Whole numbers add up to the
 * same sum in any order, so that threads may share the rows as they like, and a sibling is exactly its parent less its sister.
 */

/**
 * Adds the pairs of `count` rows to the histograms of one group of four columns, whose bins of a row stand in one word. Timed by
 * tests/bench/rows/train-gbdt.ts.
 */
export function addRows(rows: usize, count: i32, bins: usize, pairs: usize, a: usize, b: usize, c: usize, d: usize): void {
  const end = rows + ((<usize>count) << 2)
  for (; rows < end; rows += 4) {
    const row = <usize>load<u32>(rows)
    const pair = v128.load_ext<i32>(pairs + (row << 3))
    const four = load<u32>(bins + (row << 2))
    add(a + ((four & 255) << 4), pair)
    add(b + ((four >> 4) & 4080), pair)
    add(c + ((four >> 12) & 4080), pair)
    add(d + ((four >> 20) & 4080), pair)
  }
}

/** Adds a histogram of `bins` bins to one that other threads add to at the same time, and clears it. */
export function flush(from: usize, to: usize, bins: i32): void {
  const end = from + ((<usize>bins) << 4)
  for (; from < end; from += 8, to += 8) {
    const value = load<i64>(from)
    if (!value) continue
    store<i64>(from, 0)
    if (ASC_FEATURE_THREADS) atomic.add<i64>(to, value)
    else store<i64>(to, load<i64>(to) + value)
  }
}

/** What is left of a histogram without another: whole −= part. */
export function subtract(whole: usize, part: usize, bins: i32): void {
  const end = whole + ((<usize>bins) << 4)
  for (; whole < end; whole += 16, part += 16) v128.store(whole, v128.sub<i64>(v128.load(whole), v128.load(part)))
}

// @ts-ignore: decorator
@inline
function add(at: usize, pair: v128): void {
  v128.store(at, v128.add<i64>(v128.load(at), pair))
}
