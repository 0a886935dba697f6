import type { PageHeader } from 'hyparquet'
import { broken } from './open.ts'

/** How a column's pages are laid out. */
export interface PageLayout {
  readonly name: string
  readonly isOptional: boolean
  readonly isBoolean: boolean
}

/** Values that a writer may pad its last run of packed bits with. */
const MOST_PADDING = 512
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

/**
 * Walks the runs of a data page, unpacked, before they are written out: the reader believes their lengths, and a few bytes can claim
 * billions of values.
 * @throws one line where they hold more values than the page
 */
export function checkRuns(page: Uint8Array, header: PageHeader, { name, isOptional, isBoolean }: PageLayout): void {
  const first = header.data_page_header
  const second = header.data_page_header_v2
  const held = first ?? second
  if (!held) return
  const fail = (): never => {
    throw broken(`column ${name} has a run of more values than its page`)
  }
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength)
  let at = 0
  let values = held.num_values
  if (first && isOptional) {
    if (page.length < 4) fail()
    const end = 4 + view.getUint32(0, true)
    if (end > page.length) fail()
    values = walkRuns(page, 4, 1, values, fail)
    at = end
  }
  // The levels of a second version stand before what is packed, and are walked apart.
  if (second) values -= second.num_nulls
  if (values < 0) fail()
  if (isBoolean && held.encoding === 'RLE') walkRuns(page, at + 4, 1, values, fail)
  else if (/DICTIONARY$/.test(held.encoding) && page[at] > 0) {
    if (page[at] > 32) fail()
    walkRuns(page, at + 1, page[at], values, fail)
  }
}

/** Walks the levels of a page of the second version. */
export function checkLevels(levels: Uint8Array, count: number, { name, isOptional }: PageLayout): void {
  if (!isOptional) return
  walkRuns(levels, 0, 1, count, () => {
    throw broken(`column ${name} has a run of more values than its page`)
  })
}

/** Runs of the hybrid encoding; gives how many of `count` values of one bit are 1. */
function walkRuns(bytes: Uint8Array, at: number, width: number, count: number, fail: () => never): number {
  let seen = 0
  let ones = 0
  while (seen < count) {
    let header = 0
    let byte = 0x80
    for (let shift = 0; byte & 0x80; shift += 7) {
      if (at >= bytes.length || shift > 28) fail()
      byte = bytes[at++]
      header |= (byte & 0x7f) << shift
    }
    const left = count - seen
    if (header & 1) {
      const groups = header >>> 1
      if (8 * groups > left + MOST_PADDING) fail()
      const end = Math.min(bytes.length, at + groups * width)
      if (width === 1) for (let i = at; i < end; i++) ones += ONES[bytes[i] & lowBits(left - 8 * (i - at))]
      at = end
      seen += 8 * groups
    } else {
      const run = header >>> 1
      if (run > left) fail()
      if (width === 1 && bytes[at] & 1) ones += run
      at += Math.ceil(width / 8)
      seen += run
    }
  }
  return ones
}

/** The bits of a byte that so many values fill. */
function lowBits(values: number): number {
  return values >= 8 ? 255 : values <= 0 ? 0 : (1 << values) - 1
}
