/** January to December in English, German, French, Spanish, Italian, Portuguese and Dutch, and what is short but no beginning of these. */
const MONTHS = [
  'january february march april may june july august september october november december',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'jänner feber mrz apr mai jun jul aug sept okt nov dez',
  'jan fevrier mrt avr mai jun jul aout sep oct nov decembre',
].map((names) => names.split(' '))
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
/** Hours ahead of UTC. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 1, cet: 1, cest: 2, eet: 2, eest: 3, msk: 3, jst: 9 },
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
}

const encoder = new TextEncoder()
const LEAST_BYTES = 3
const months = byStart(MONTHS)
const fillers = new Set(['of', 'at', 'de'].map(keyOfText))
const weekdays = byStart([WEEKDAYS])
const zones = new Map(Object.entries(ZONES).map(([name, hours]) => [keyOfText(name), 3600 * hours]))

/** The month, from 1, that a word of three letters at least names, shortened or not; 0 of none, or of more than one. */
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

function byStart(languages: readonly (readonly string[])[]): ReadonlyMap<number, readonly Word[]> {
  const words = new Map<number, Word[]>()
  for (const names of languages)
    for (const [i, name] of names.entries()) {
      const text = encoder.encode(name)
      const start = keyOf(text, 0, LEAST_BYTES)
      words.set(start, [...(words.get(start) ?? []), { text, place: i + 1 }])
    }
  return words
}

function placeOf(words: ReadonlyMap<number, readonly Word[]>, bytes: Uint8Array, at: number, length: number): number {
  if (length < LEAST_BYTES) return 0
  const likely = words.get(keyOf(bytes, at, LEAST_BYTES))
  if (!likely) return 0
  let place = 0
  for (const word of likely) {
    if (!beginsWith(word.text, bytes, at, length)) continue
    if (place !== 0 && place !== word.place) return 0
    place = word.place
  }
  return place
}

/** Case aside, that of Latin letters with accents too, which differ in the same bit. */
function beginsWith(text: Uint8Array, bytes: Uint8Array, at: number, length: number): boolean {
  if (length > text.length) return false
  for (let i = 0; i < length; i++) if ((bytes[at + i] | 32) !== (text[i] | 32)) return false
  return true
}

/** Up to four letters, their case aside, as one number. */
function keyOf(bytes: Uint8Array, at: number, length: number): number {
  let key = 0
  for (let i = at; i < at + length; i++) key = (key << 7) | (bytes[i] & 0x5f)
  return key
}

function keyOfText(text: string): number {
  return keyOf(encoder.encode(text), 0, text.length)
}
