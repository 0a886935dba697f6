/**
 * Parts `count` rows by the bins of one column, a byte in every word: those of bins `low` … `high` come first, in their order, then the
 * others. `to` may be `rows` itself; `rest` is room for as many. Returns how many came first.
 */
export function partitionNumbers(rows: usize, count: i32, bins: usize, low: u32, high: u32, to: usize, rest: usize): i32 {
  const end = rows + ((<usize>count) << 2)
  const span = high - low
  let left = to
  let right = rest
  for (; rows < end; rows += 4) {
    const row = <usize>load<u32>(rows)
    const isLeft = <usize>(<u32>load<u8>(bins + (row << 2)) - low <= span)
    store<u32>(left, <u32>row)
    store<u32>(right, <u32>row)
    left += isLeft << 2
    right += (1 - isLeft) << 2
  }
  memory.copy(left, rest, right - rest)
  return <i32>((left - to) >> 2)
}

/** The same by a set of bins, 256 bits at `set`. */
export function partitionCodes(rows: usize, count: i32, bins: usize, set: usize, to: usize, rest: usize): i32 {
  const end = rows + ((<usize>count) << 2)
  let left = to
  let right = rest
  for (; rows < end; rows += 4) {
    const row = <usize>load<u32>(rows)
    const bin = load<u8>(bins + (row << 2))
    const isLeft = (<usize>load<u8>(set + (<usize>bin >> 3)) >> (bin & 7)) & 1
    store<u32>(left, <u32>row)
    store<u32>(right, <u32>row)
    left += isLeft << 2
    right += (1 - isLeft) << 2
  }
  memory.copy(left, rest, right - rest)
  return <i32>((left - to) >> 2)
}
