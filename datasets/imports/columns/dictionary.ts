import { plainText } from '../cells/plain-text.ts'

/** Texts that agree in as many bytes are one value. */
const MOST_VALUE_BYTES = 240
const SPACE = 32

/** Codes 1, 2, … for texts in the order they are met, found by their bytes: no string is made for a cell. */
export class Dictionary {
  private readonly most: number
  /** Open addressing: a code and its hash, side by side; code 0 is free. */
  private slots = new Int32Array(128)
  /** Where each code's text begins; one more than there are codes. */
  private offsets = new Uint32Array(33)
  private pool = new Uint8Array(512)
  private count = 0

  /** At most so many texts get a code of their own. */
  constructor(most: number) {
    this.most = most
  }

  get size(): number {
    return this.count
  }

  get bytes(): number {
    return this.pool.length + 4 * (this.slots.length + this.offsets.length)
  }

  /** Surrounding blanks aside; `most + 1` for a new text where no code is left, 0 for an empty one. */
  // Benchmark: importCsv.
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    while (start < end && bytes[start] <= SPACE) start++
    while (end > start && bytes[end - 1] <= SPACE) end--
    if (start === end) return 0
    if (end - start > MOST_VALUE_BYTES) end = start + MOST_VALUE_BYTES
    // FNV-1a, then stirred, as its low bits choose the slot.
    let hash = 0x811c9dc5
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    hash ^= hash >>> 13
    const { slots } = this
    const mask = slots.length - 2
    let slot = (hash << 1) & mask
    for (let code = slots[slot]; code !== 0; code = slots[slot]) {
      if (slots[slot + 1] === hash && this.holds(code, bytes, start, end)) return code
      slot = (slot + 2) & mask
    }
    if (this.count === this.most) return this.most + 1
    return this.add(bytes, start, end, hash, slot)
  }

  /** As it may be shown. */
  textOf(code: number): string {
    return plainText(new TextDecoder().decode(this.pool.subarray(this.offsets[code - 1], this.offsets[code])))
  }

  private holds(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.offsets[code - 1]
    if (this.offsets[code] - from !== end - start) return false
    for (let i = start, at = from; i < end; i++, at++) if (this.pool[at] !== bytes[i]) return false
    return true
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const from = this.offsets[this.count]
    const to = from + end - start
    if (to > this.pool.length) this.pool = grown(this.pool, Math.max(to, 2 * this.pool.length))
    this.pool.set(bytes.subarray(start, end), from)
    if (this.count + 1 === this.offsets.length) this.offsets = grown(this.offsets, 2 * this.offsets.length)
    this.offsets[++this.count] = to
    this.slots[slot] = this.count
    this.slots[slot + 1] = hash
    if (4 * this.count > this.slots.length) this.spread()
    return this.count
  }

  private spread(): void {
    const { slots } = this
    this.slots = new Int32Array(2 * slots.length)
    const mask = this.slots.length - 2
    for (let from = 0; from < slots.length; from += 2) {
      if (slots[from] === 0) continue
      let slot = (slots[from + 1] << 1) & mask
      while (this.slots[slot] !== 0) slot = (slot + 2) & mask
      this.slots[slot] = slots[from]
      this.slots[slot + 1] = slots[from + 1]
    }
  }
}

function grown<T extends Uint8Array | Uint32Array>(array: T, length: number): T {
  const longer = new (array.constructor as new (length: number) => T)(length)
  longer.set(array)
  return longer
}

const encoder = new TextEncoder()

/** Puts texts in first, so that they have the codes 1, 2, …; gives how many differ. */
export function seed(dictionary: Dictionary, texts: readonly string[]): number {
  for (const text of texts) {
    const bytes = encoder.encode(text)
    dictionary.codeOf(bytes, 0, bytes.length)
  }
  return dictionary.size
}
