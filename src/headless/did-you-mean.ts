import { listed } from '../core/kernel/words.ts'

const MOST_EDITS = 3
const LETTERS_PER_EDIT = 3
/** Shorter words are near everything. */
const FEWEST_LETTERS = 3

/** `unknown column: lable; did you mean label?`, or what there is where nothing is near; `where` the rest is listed. */
export function unknown(sort: string, value: string, names: readonly string[], most = Infinity, where = ''): string {
  const near = nearest(value, names)
  if (near !== null) return `unknown ${sort}: ${value}; did you mean ${near}?`
  const more = names.length > most && where ? `; ${where}` : ''
  return `unknown ${sort}: ${value}; expected one of ${listed(names, most)}${more}`
}

/** The name that was most likely meant: a few letters away, or one that goes on after the word; null where none is. */
export function nearest(word: string, names: readonly string[]): string | null {
  const most = word.length < FEWEST_LETTERS ? 0 : Math.max(1, Math.floor(word.length / LETTERS_PER_EDIT))
  let best: string | null = null
  let least = Math.min(MOST_EDITS, most) + 1
  for (const name of names) {
    const edits = Math.min(editsOf(word, name), editsOf(word, lastPart(name)))
    if (edits < least) {
      best = name
      least = edits
    }
  }
  if (best !== null || word.length < FEWEST_LETTERS) return best
  const begins = (name: string) => plain(name).startsWith(plain(word))
  return names.find((name) => begins(name) || begins(lastPart(name))) ?? null
}

/** `capacity` of `decision.capacity`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Letters to add, drop, change or swap with their neighbour, whatever their case (optimal string alignment). */
function editsOf(first: string, second: string): number {
  const [a, b] = [plain(first), plain(second)]
  if (Math.abs(a.length - b.length) > MOST_EDITS) return Infinity
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    before = last
    last = row
  }
  return last[b.length]
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}
