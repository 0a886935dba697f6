const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november'],
  'december',
]
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
/** Hours ahead of UTC. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 1, cet: 1, cest: 2, eet: 2, eest: 3, msk: 3, jst: 9 },
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
}

const months = byStart(MONTHS)
const fillers = new Set(['of', 'at'].map(keyOfText))
const weekdays = byStart(WEEKDAYS)
const zones = new Map(Object.entries(ZONES).map(([name, hours]) => [keyOfText(name), 3600 * hours]))

/** The month, from 1, that a word of three letters at least names in English, shortened or not; 0 of none. */
export function monthOf(bytes: Uint8Array, at: number, length: number): number {
  return placeOf(months, bytes, at, length)
}

export function weekdayOf(bytes: Uint8Array, at: number, length: number): boolean {
  return placeOf(weekdays, bytes, at, length) > 0
}

/** Seconds that a named zone is ahead of UTC; NaN of no such name. */
export function zoneOf(bytes: Uint8Array, at: number, length: number): number {
  return length > 4 ? NaN : (zones.get(keyOf(bytes, at, length)) ?? NaN)
}

/** `of` and `at` between the parts of a date. */
export function isFiller(bytes: Uint8Array, at: number, length: number): boolean {
  return length === 2 && fillers.has(keyOf(bytes, at, length))
}

interface Word {
  readonly text: Uint8Array
  readonly place: number
}

function byStart(names: readonly string[]): ReadonlyMap<number, Word> {
  return new Map(
    names.map((name, i) => [keyOfText(name.slice(0, 3)), { text: new TextEncoder().encode(name), place: i + 1 }])
  )
}

function placeOf(words: ReadonlyMap<number, Word>, bytes: Uint8Array, at: number, length: number): number {
  if (length < 3) return 0
  const word = words.get(keyOf(bytes, at, 3))
  if (!word || length > word.text.length) return 0
  for (let i = 3; i < length; i++) if ((bytes[at + i] | 32) !== word.text[i]) return 0
  return word.place
}

/** Up to four letters, their case aside, as one number. */
function keyOf(bytes: Uint8Array, at: number, length: number): number {
  let key = 0
  for (let i = at; i < at + length; i++) key = (key << 7) | (bytes[i] & 0x5f)
  return key
}

function keyOfText(text: string): number {
  return keyOf(new TextEncoder().encode(text), 0, text.length)
}
