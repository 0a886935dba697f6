const [NBSP_LEAD, NBSP_TAIL, WIDE_LEAD, WIDE_MIDDLE] = [0xc2, 0xa0, 0xe2, 0x80]
/** Last bytes of the blanks U+2007 (of a digit's width), U+2009 (thin) and U+202F (narrow, no break). */
const [DIGIT_WIDE, THIN, NARROW] = [0x87, 0x89, 0xaf]

/** Bytes of the blank that stands at a place: ASCII, no-break, narrow or thin; 0 of none. */
export function blankAt(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at]
  if (at >= end) return 0
  if (byte <= 32) return 1
  if (byte === NBSP_LEAD) return at + 1 < end && bytes[at + 1] === NBSP_TAIL ? 2 : 0
  if (byte !== WIDE_LEAD || at + 2 >= end || bytes[at + 1] !== WIDE_MIDDLE) return 0
  const last = bytes[at + 2]
  return last === NARROW || last === THIN || last === DIGIT_WIDE ? 3 : 0
}

/** Bytes of the blank that ends before a place; 0 of none. */
export function blankBefore(bytes: Uint8Array, start: number, at: number): number {
  for (let length = 1; length <= 3; length++)
    if (at - length >= start && blankAt(bytes, at - length, at) === length) return length
  return 0
}
