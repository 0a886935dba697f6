import type { Malformed } from '../../../datasets/opened-file.ts'
import { counted, shownCount } from '../kernel/words.ts'
import type { DataSummary } from '../lab.ts'

/** What was assumed of a file, as far as a line tells it. */
interface Assumed {
  readonly text: string
  /** Nothing was chosen: a person must. */
  readonly asks: boolean
  /** How the command line says otherwise; null where it cannot. */
  readonly flag: string | null
}

/** `assumed: the label is fraud; --label NAME says otherwise`, a line each, for what was not chosen. */
export function assumedLines(assumptions: readonly Assumed[]): string[] {
  return assumptions
    .filter(({ asks }) => !asks)
    .map(({ text, flag }) => {
      if (!flag) return `assumed: ${text}`
      return text.endsWith('?') ? `assumed: ${text} ${flag} leaves it out` : `assumed: ${text}; ${flag} says otherwise`
    })
}

/** What became of a file's rows: those left out by reason, and what else was noted; nothing of a world's rows. */
export function importedLines({ imported, drawn, rows }: DataSummary): string[] {
  if (!imported) return []
  const { malformed, notes } = imported
  const kept = drawn ?? rows.train + rows.validation + rows.test
  // Rows left out have a line for each reason.
  const others = notes.filter((note) => !/ rows? left out, /.test(note))
  return [...droppedLines(malformed, kept + malformed.count), ...others.map((note) => `note: ${note}`)]
}

/** Rows left out of so many, a line for each reason. */
export function droppedLines({ dropped }: Malformed, of: number): string[] {
  return dropped.map(
    ({ reason, rows, first }) =>
      `left out: ${shownCount(rows)} of ${counted(of, 'row', 'rows')}: ${reason}; the first on line ${shownCount(first)}`
  )
}

/** What is wrong with rows, or was assumed of them once they were read. */
export function warningLines({ warnings = [] }: DataSummary): string[] {
  return warnings.map(({ text, spoilsMetrics }) => `${spoilsMetrics ? 'warning' : 'note'}: ${text}`)
}
