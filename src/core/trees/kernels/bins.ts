/**
 * Bins of `count` numbers, a byte in every word from `out` on: 0 is missing (NaN), 1 + how many of the 255 cuts do not exceed the number
 * elsewhere. Cuts ascend; NaN fills the places after the last.
 */
export function binNumbers(values: usize, count: i32, cuts: usize, out: usize): void {
  for (let i = 0; i < count; i++) {
    const value = load<f32>(values + ((<usize>i) << 2))
    let at: usize = 0
    at += (<usize>(load<f32>(cuts + (at << 2), 508) <= value)) << 7
    at += (<usize>(load<f32>(cuts + (at << 2), 252) <= value)) << 6
    at += (<usize>(load<f32>(cuts + (at << 2), 124) <= value)) << 5
    at += (<usize>(load<f32>(cuts + (at << 2), 60) <= value)) << 4
    at += (<usize>(load<f32>(cuts + (at << 2), 28) <= value)) << 3
    at += (<usize>(load<f32>(cuts + (at << 2), 12) <= value)) << 2
    at += (<usize>(load<f32>(cuts + (at << 2), 4) <= value)) << 1
    at += <usize>(load<f32>(cuts + (at << 2)) <= value)
    store<u8>(out + ((<usize>i) << 2), value === value ? <u8>(at + 1) : 0)
  }
}
