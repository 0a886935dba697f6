import type { Malformed } from '../opened-file.ts'

/** The first rows kept with their reasons. */
const KEPT = 20
/** Most distinct reasons; any further one counts as the last. */
const REASONS = 50
const OTHERS = 'other reasons'

export interface MalformedTally extends Malformed {
  /** `cell` is the text that was at fault; rows with other texts are dropped for the same reason. */
  add(line: number, reason: string, cell?: string): void
}

export const NONE_MALFORMED: Malformed = { count: 0, first: [], dropped: [] }

export function malformedTally(): MalformedTally {
  const first: { line: number; reason: string }[] = []
  const reasons = new Map<string, { reason: string; rows: number; first: number }>()
  let count = 0
  return {
    get count() {
      return count
    },
    first,
    get dropped() {
      return [...reasons.values()].sort((a, b) => b.rows - a.rows || a.first - b.first)
    },
    add(line, reason, cell = '') {
      count++
      if (first.length < KEPT) first.push({ line, reason: cell === '' ? reason : `${reason}: "${cell}"` })
      const kind = reasons.has(reason) || reasons.size < REASONS ? reason : OTHERS
      const known = reasons.get(kind)
      if (known) known.rows++
      else reasons.set(kind, { reason: kind, rows: 1, first: line })
    },
  }
}

/** A tally as plain data. */
export function malformedOf({ count, first, dropped }: Malformed): Malformed {
  return { count, first: [...first], dropped }
}
