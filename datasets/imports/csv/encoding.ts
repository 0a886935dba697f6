import type { Encoding } from '../plan.ts'

const LF = 10
/** Zero bytes among the even or odd ones that tell UTF-16 without a mark. */
const UTF16_SHARE = 0.3

/** The encoding of a text that begins with these bytes, and a warning where it had to be guessed. */
export function encodingOf(head: Uint8Array): { encoding: Encoding; warning: string | null } {
  const mark = markOf(head)
  if (mark) return { encoding: mark, warning: null }
  const even = zeroShare(head, 0)
  const odd = zeroShare(head, 1)
  if (odd > UTF16_SHARE && even < odd / 2) return { encoding: 'utf-16le', warning: null }
  if (even > UTF16_SHARE && odd < even / 2) return { encoding: 'utf-16be', warning: null }
  const wrong = invalidUtf8At(head)
  if (wrong < 0) return { encoding: 'utf-8', warning: null }
  let line = 1
  for (let i = 0; i < wrong; i++) if (head[i] === LF) line++
  const byte = `0x${head[wrong].toString(16)}`
  return {
    encoding: 'windows-1252',
    warning: `not UTF-8: byte ${byte} on line ${line}; read as Windows-1252 (Latin-1), which may be wrong`,
  }
}

/** Where text that is not UTF-8 begins, −1 where all is; a character cut off at the end is none. */
function invalidUtf8At(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]
    if (lead < 0x80) {
      at++
      continue
    }
    const more =
      lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0
    if (more === 0) return at
    for (let i = 1; i <= more; i++) {
      if (at + i >= bytes.length) return -1
      const byte = bytes[at + i]
      const low = i > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
      const high = i > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
      if (byte < low || byte > high) return at
    }
    at += 1 + more
  }
  return -1
}

/** Gives chunks of a file as UTF-8, its byte order mark left out. */
export function utf8Decoder(encoding: Encoding): (chunk: Uint8Array, last: boolean) => Uint8Array {
  if (encoding === 'utf-8') {
    let isFirst = true
    return (chunk) => {
      const marked = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf
      isFirst = false
      return marked ? chunk.subarray(3) : chunk
    }
  }
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  return (chunk, last) => encoder.encode(decoder.decode(chunk, { stream: !last }))
}

function markOf(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null
}

function zeroShare(head: Uint8Array, parity: number): number {
  const length = Math.min(head.length, 4096)
  let zeros = 0
  for (let i = parity; i < length; i += 2) if (head[i] === 0) zeros++
  return (2 * zeros) / Math.max(2, length)
}
