import { plainText } from '../cells/plain-text.ts'
import type { ColumnType } from '../plan.ts'
import { mostFrequent } from './delimiter.ts'
import { headerEvidence, isValue } from './header-evidence.ts'

/** Names that a line quotes. */
const SHOWN = 5
const CRITEO_NUMBERS = 13
const CRITEO_CATEGORIES = 26
const HASH = /^[0-9a-f]{8}$/
const WHOLE = /^-?\d+$/

/** What the first rows of a file say of its columns. */
export interface Header {
  readonly hasHeader: boolean
  /** As they stand in the file; empty where it gives none. */
  readonly names: readonly string[]
  /** Where the shape is known; else null. */
  readonly types: readonly ColumnType[] | null
  /** One line each, and the flag that says otherwise. */
  readonly notes: readonly (readonly [text: string, flag: string | null])[]
}

/** Whether the first row names the columns, and how: by itself, by the rows below, or by a shape that is known. */
export function headerOf(rows: readonly (readonly string[])[], asked: boolean | undefined): Header {
  const [first, ...rest] = rows
  const width = mostFrequent(rows.map((row) => row.length))
  if (asked !== true && isCriteo(rows)) return CRITEO
  const hasHeader = asked ?? namesColumns(first, rest)
  if (!hasHeader)
    return {
      hasHeader,
      names: Array<string>(width).fill(''),
      types: null,
      notes: asked === undefined ? [['no header: columns are called column_1, column_2, …', '--header yes']] : [],
    }
  const isOdd = asked === undefined && first.some(isValue)
  const shown = first.slice(0, SHOWN).map(plainText).join(', ') + (first.length > SHOWN ? ', …' : '')
  const notes: Header['notes'] = isOdd ? [[`${shown} are taken for the names of the columns`, '--header no']] : []
  const usual = mostFrequent(rest.map((row) => row.length))
  if (usual === first.length || usual === 0) return { hasHeader, names: first, types: null, notes }
  if (usual === first.length + 1) {
    const isTrailing = rest.every((row) => row.length !== usual || row[usual - 1].trim() === '')
    if (isTrailing) return { hasHeader, names: first, types: null, notes }
    const presumed = `the header names ${first.length} columns, but rows have ${usual} cells: the first is taken as one without a name`
    return { hasHeader, names: ['', ...first], types: null, notes: [...notes, [presumed, null]] }
  }
  const names = Array.from({ length: usual }, (_, i) => first[i] ?? '')
  const differs = `the header names ${first.length} columns, but rows have ${usual} cells`
  return { hasHeader, names, types: null, notes: [...notes, [differs, null]] }
}

/** Without any evidence a row without a value is one of names. */
function namesColumns(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  const { score, hasValue } = headerEvidence(first, rest)
  return score > 0 || (score === 0 && !hasValue)
}

const CRITEO: Header = {
  hasHeader: false,
  names: [
    'label',
    ...Array.from({ length: CRITEO_NUMBERS }, (_, i) => `I${i + 1}`),
    ...Array.from({ length: CRITEO_CATEGORIES }, (_, i) => `C${i + 1}`),
  ],
  types: [
    ...Array<ColumnType>(1 + CRITEO_NUMBERS).fill('numeric'),
    ...Array<ColumnType>(CRITEO_CATEGORIES).fill('categorical'),
  ],
  notes: [['read as Criteo’s click log, which has no header', '--header yes']],
}

/** A label, 13 whole numbers, 26 hashes of eight hexadecimal digits (the Criteo display advertising challenge, 2014). */
function isCriteo(rows: readonly (readonly string[])[]): boolean {
  const numbers = (row: readonly string[]) => row.slice(1, 1 + CRITEO_NUMBERS)
  const hashes = (row: readonly string[]) => row.slice(1 + CRITEO_NUMBERS)
  return rows.every(
    (row) =>
      row.length === CRITEO.names.length &&
      (row[0] === '0' || row[0] === '1') &&
      numbers(row).every((cell) => cell === '' || WHOLE.test(cell)) &&
      hashes(row).every((cell) => cell === '' || HASH.test(cell))
  )
}
