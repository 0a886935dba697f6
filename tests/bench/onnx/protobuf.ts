/** A protobuf message as its bytes, written field after field. */
export type Message = readonly Uint8Array[]

/** An integer field; negative ones are not needed here. */
export function integer(field: number, value: number): Message {
  return [varint(field * 8), varint(value)]
}

export function bytes(field: number, value: Uint8Array): Message {
  return [varint(field * 8 + 2), varint(value.length), value]
}

export function text(field: number, value: string): Message {
  return bytes(field, new TextEncoder().encode(value))
}

export function message(field: number, ...parts: readonly Message[]): Message {
  const inner = parts.flat()
  const length = inner.reduce((sum, part) => sum + part.length, 0)
  return [varint(field * 8 + 2), varint(length), ...inner]
}

export function encoded(...parts: readonly Message[]): Uint8Array<ArrayBuffer> {
  const whole = parts.flat()
  const out = new Uint8Array(whole.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of whole) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Seven bits a byte, the low ones first; arithmetic, as shifts would end at 32 bits. */
function varint(value: number): Uint8Array {
  const out: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128)
  return Uint8Array.from([...out, rest])
}
