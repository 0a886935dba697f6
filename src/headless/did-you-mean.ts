const MOST_EDITS = 3
const LEAST_LIKENESS = 0.4
/** Names that an error lists. */
const LISTED = 12

/** `unknown column: lable; did you mean label?`, or what there is where nothing is near. */
export function unknown(sort: string, value: string, names: readonly string[], most = Infinity): string {
  const near = nearest(value, names)
  return `unknown ${sort}: ${value}; ${near === null ? `expected one of ${listed(names, most)}` : `did you mean ${near}?`}`
}

/** The name that was most likely meant; null where none is near. */
export function nearest(word: string, names: readonly string[]): string | null {
  let best: string | null = null
  let least = MOST_EDITS + 1
  for (const name of names) {
    const edits = Math.min(editsOf(word, name), editsOf(word, lastPart(name)))
    const length = Math.max(word.length, name.length)
    if (edits < least && (edits === 0 || 1 - edits / length > LEAST_LIKENESS)) {
      best = name
      least = edits
    }
  }
  return best
}

/** The first names, and how many more there are. */
export function listed(names: readonly string[], most = LISTED): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
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
  return name.toLowerCase().replace(/[\s_-]+/g, '-')
}
