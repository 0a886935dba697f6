import { assumed, type Assumption } from '../assumed.ts'
import type { Dialect } from '../plan.ts'
import { plainText } from '../cells/plain-text.ts'
import { counted } from '../../../src/core/kernel/words.ts'
import { belowTop, delimiterOf, mostFrequent } from './delimiter.ts'
import { escapesQuotes } from './escapes.ts'
import { headerEvidence, isValue } from './header-evidence.ts'
import type { LineRules } from './line-rules.ts'
import { topRows, type TopRow } from './top-rows.ts'

/** Marks that lines begin with which are comments. */
const COMMENTS = ['#', '%', '//']
/** Rows that the header is sought in, and rows below that are looked at. */
const MOST_ABOVE = 100
const HEADER_ROWS = 100
/** Lines that comments are sought in. */
const LINES_OF_COMMENTS = 1_000
const SHOWN_CELLS = 4
/** Names that were given by a program rather than by a person: X1, V2, Unnamed: 0. */
const GENERIC = /^(?:[a-z]{1,2}[ _.]?\d*|(?:var|col|column|field|feature|attr|att|unnamed)[ _:.]*\d*|\d+)$/i
const TOP = { first: 0, isNamed: false }
const decoder = new TextDecoder()

/** Where the table begins in a text, and how it is cut. */
export interface Top {
  readonly delimiter: string
  readonly rules: LineRules
  /** The header, where there is one, and the rows below. */
  readonly rows: readonly TopRow[]
  readonly noted: readonly Assumption[]
}

/** Passes over what stands above a table: a `sep=` line, titles, comments, licences, a header of codes above the one of words. */
export function findTop(head: Uint8Array, asked: Partial<Dialect>): Top {
  const noted: Assumption[] = []
  const say = (text: string, flag: string | null): void => void noted.push(assumed('text', null, text, flag))
  const named = asked.skip === undefined ? separatorLine(head) : null
  const skipped = asked.skip ?? (named ? 1 : 0)
  const comment = asked.comment ?? commentOf(head, skipped)
  const plain: LineRules = { skip: skipped, comment, escapes: false }
  const delimiter = asked.delimiter ?? named ?? delimiterOf(head, plain)
  const escapes = asked.escapes ?? escapesQuotes(head, delimiter, plain)
  const { rows: found, broken } = topRows(head, delimiter, { ...plain, escapes }, MOST_ABOVE + HEADER_ROWS)
  const { first, isNamed } = asked.skip === undefined ? firstOf(found, asked.hasHeader) : { first: 0, isNamed: false }
  const start = asked.comment === undefined ? isCommented(found, first, delimiter, head, comment) : null
  if (start) {
    say(`line ${start.line} names the columns, after ${comment}`, '--header no')
    return {
      delimiter,
      rules: { skip: start.line - 1, comment: '', escapes },
      rows: start.rows.slice(0, HEADER_ROWS),
      noted,
    }
  }
  const rows = found.slice(first, first + HEADER_ROWS)
  const isAbove = first > 0 || (asked.skip === undefined && broken.some((line) => line < rows[0].line))
  const skip = isAbove ? rows[0].line - 1 : skipped
  if (
    asked.skip === undefined &&
    asked.hasHeader !== false &&
    rows.length > 2 &&
    namesAt(found, first) &&
    namesAt(found, first + 1)
  )
    say(`line ${rows[1].line} looks like a second header, and is read as a row`, `--skip ${rows[1].line - 1}`)

  if (named && asked.delimiter === undefined)
    say(`line 1 says that cells end at ${JSON.stringify(named)}`, `--delimiter ${JSON.stringify(named)}`)
  if (isNamed) {
    const shown = found[first - 1].cells.slice(0, SHOWN_CELLS).map(plainText).join(', ')
    say(
      `line ${found[first - 1].line} (${shown}) and line ${rows[0].line} both name the columns: the names of line ${rows[0].line} are taken`,
      `--skip ${found[first - 1].line - 1}`
    )
  } else if (isAbove) {
    const above = linesOf(head, skip).slice(skipped)
    const shown = plainText(above.find((line) => line.trim() !== '') ?? '')
    const lines = skip === skipped + 1 ? `line ${skip} stands` : `lines ${skipped + 1} to ${skip} stand`
    say(`${lines} above the table and ${skip === skipped + 1 ? 'is' : 'are'} skipped: "${shown}"`, `--skip ${skipped}`)
  }
  if (comment !== '' && asked.comment === undefined)
    say(
      `lines that begin with ${comment} are comments and skipped: ${counted(commentsAbove(head, comment, skipped), 'line', 'lines')} at the top`,
      `--comment ''`
    )
  if (escapes && asked.escapes === undefined)
    say('a backslash before a quote makes the quote one of the cell', '--escapes no')
  if (delimiter === ' ' && asked.delimiter === undefined)
    say('no delimiter fits: rows are cut at runs of blanks', '--delimiter CHARACTER')
  const isMark = asked.comment !== undefined || standsBelow(head, comment, delimiter, mostFrequent(widthsOf(found)))
  // Where comments stand above the table only, a row below may begin with the mark: #N/A.
  const rules = isMark ? { skip, comment, escapes } : { skip: rows[0].line - 1, comment: '', escapes }
  return { delimiter, rules, rows, noted }
}

/** The delimiter of a line `sep=;`, as spreadsheets write it; null of any other first line. */
function separatorLine(head: Uint8Array): string | null {
  const [, separator] = /^"?sep=(.|\\t)"?\s*$/i.exec(linesOf(head, 1)[0] ?? '') ?? []
  return separator === undefined ? null : separator === '\\t' ? '\t' : separator
}

/** The mark of the first line, where it is one of comments and not of the table's own. */
function commentOf(head: Uint8Array, skip: number): string {
  const lines = linesOf(head, MOST_ABOVE).slice(skip)
  const top = lines.find((line) => line.trim() !== '') ?? ''
  const mark = COMMENTS.find((one) => top.startsWith(one))
  if (mark === undefined) return ''
  // A column of hashtags, or of empty first cells.
  const marked = lines.filter((line) => line.startsWith(mark)).length
  return isTop(lines, mark) || 2 * marked < lines.length ? mark : ''
}

/** Whether lines with the mark stand below the first line without it, most of which are no rows by their number of cells. */
function standsBelow(head: Uint8Array, mark: string, delimiter: string, width: number): boolean {
  if (mark === '') return true
  const lines = linesOf(head, LINES_OF_COMMENTS)
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith(mark))
  const marked = lines.slice(first + 1).filter((line) => line.startsWith(mark))
  const cut = delimiter === ' ' ? /\s+/ : delimiter
  const rows = marked.filter((line) => line.trim().split(cut).length === width)
  return marked.length > 0 && 2 * rows.length < marked.length
}

function widthsOf(rows: readonly TopRow[]): number[] {
  return rows.map(({ cells }) => cells.length)
}

/** Whether every line with a mark stands above every line without one. */
function isTop(lines: readonly string[], mark: string): boolean {
  const texts = lines.filter((line) => line.trim() !== '')
  const first = texts.findIndex((line) => !line.startsWith(mark))
  return first > 0 && texts.slice(first).every((line) => !line.startsWith(mark))
}

function commentsAbove(head: Uint8Array, comment: string, skip: number): number {
  const lines = linesOf(head, MOST_ABOVE).slice(skip)
  const end = lines.findIndex((line) => line.trim() !== '' && !line.startsWith(comment))
  return lines.slice(0, end < 0 ? lines.length : end).filter((line) => line.trim() !== '').length
}

/** Place of the row that names the columns, or is the first of the table, and whether another row of names stands above. */
function firstOf(rows: readonly TopRow[], hasHeader: boolean | undefined): { first: number; isNamed: boolean } {
  const widths = widthsOf(rows)
  const usual = mostFrequent(belowTop(widths))
  if (usual < 2) return TOP
  const filledAt = (at: number): number => rows[at].cells.filter((cell) => cell.trim() !== '').length
  const fits = (at: number): boolean => Math.abs(widths[at] - usual) <= 1 && (filledAt(at) > 1 || usual < 3)
  const most = Math.min(MOST_ABOVE, rows.length - 1)
  let first = 0
  while (first < most && !fits(first)) first++
  if (!fits(first)) return TOP
  // A header that names some columns only stands above rows, not above a header.
  // What a spreadsheet has above a table is padded to its width.
  const isPadded = 2 * filledAt(first) <= usual && !isUnderCodes(rows, first + 1)
  if (first === 1 && widths[0] > 1 && !isPadded && !namesAt(rows, 1)) return TOP
  // A line of a licence may be as wide as the table by chance.
  let isBroken = widths[first] !== usual || isPadded
  for (let at = first + 1; at < most && !(widths[at] === usual && rows[at].cells.some(isValue)); at++) {
    if (widths[at] !== usual || !fits(at)) isBroken = true
    else if (isBroken && namesAt(rows, at)) {
      first = at
      break
    }
  }
  if (first === most) return { first, isNamed: false }
  const isNamed = hasHeader !== false && isUnderCodes(rows, first + 1)
  return { first: isNamed ? first + 1 : first, isNamed }
}

/** Whether a row has words above the numbers below it. */
function namesAt(rows: readonly TopRow[], at: number): boolean {
  const { over, score, hasValue } = headerEvidence(rows[at].cells, below(rows, at))
  return over > 0 && score > 0 && !hasValue
}

/** Whether a row of names stands under one of mere codes, such as X1, X2, or of groups, which leaves cells empty. */
function isUnderCodes(rows: readonly TopRow[], at: number): boolean {
  const [codes, names] = [rows[at - 1].cells, rows[at]?.cells ?? []]
  if (codes.length !== names.length || !namesAt(rows, at) || !namesAt(rows, at - 1)) return false
  const isGeneric = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '' || GENERIC.test(cell.trim()))
  const gaps = (cells: readonly string[]) => cells.filter((cell) => cell.trim() === '').length
  return (isGeneric(codes) && !isGeneric(names)) || gaps(codes) > gaps(names) + 1
}

function below(rows: readonly TopRow[], at: number): (readonly string[])[] {
  const width = rows[at].cells.length
  return rows.slice(at + 1, at + 1 + HEADER_ROWS).flatMap(({ cells }) => (cells.length === width ? [cells] : []))
}

/** The last comment above a table that has no other header, where it names as many columns: `# age,amount`. */
function isCommented(
  rows: readonly TopRow[],
  first: number,
  delimiter: string,
  head: Uint8Array,
  comment: string
): { line: number; rows: TopRow[] } | null {
  const { cells, line } = rows[first]
  const evidence = headerEvidence(cells, below(rows, first))
  if (comment === '' || line < 2 || !evidence.hasValue || evidence.score > 0) return null
  const raw = linesOf(head, line - 1)[line - 2] ?? ''
  if (!raw.startsWith(comment)) return null
  const names = raw
    .slice(comment.length)
    .split(delimiter === ' ' ? /\s+/ : delimiter)
    .map((name) => name.trim())
  if (delimiter === ' ' && names[0] === '') names.shift()
  if (names.length !== cells.length || headerEvidence(names, [cells, ...below(rows, first)]).over === 0) return null
  return { line: line - 1, rows: [{ cells: names, line: line - 1 }, ...rows.slice(first)] }
}

/** The first lines of a text, quotes or not. */
function linesOf(head: Uint8Array, most: number): string[] {
  return decoder.decode(head.subarray(0, 65_536)).split(/\r\n|\n|\r/, most)
}
