import type { CodedBuilder } from './columns/coded-column.ts'
import { MOST_LABEL_VALUES, counted, shownCount } from './limits.ts'

/** Values that an error names. */
const NAMED = 5

/**
 * 1 at the codes of a label column that count as positive, 0 at the others. Values agree where their texts do, or the
 * numbers that they spell.
 * @throws one line where the column cannot be a label
 */
export function labelOfCodes(name: string, label: CodedBuilder, positive: string, rows: number): Uint8Array {
  if (label.overflows)
    throw new Error(
      `${name} cannot be the label: it has more than ${shownCount(MOST_LABEL_VALUES)} values; expected two, or one that counts as positive`
    )
  const values = Array.from({ length: label.size }, (_, i) => label.textOf(i + 1))
  const counts = countsOf(label, rows)
  const present = values.filter((_, i) => counts[i + 1] > 0)
  if (present.length === 1)
    throw new Error(
      `the label ${name} has one value only: ${present[0]} in ${counted(rows, 'row', 'rows')}; expected two`
    )
  const labels = Uint8Array.of(0, ...values.map((value) => (agrees(value, positive) ? 1 : 0)))
  if (!present.some((value) => agrees(value, positive)))
    throw new Error(`no row has ${name} = ${positive}; expected one of ${namedValues(present)}`)
  return labels
}

/** Rows of each code. */
export function countsOf(column: CodedBuilder, rows: number): Uint32Array {
  const counts = new Uint32Array(column.size + 1)
  for (let row = 0; row < rows; row++) counts[column.codes.get(row)]++
  return counts
}

/** Whether a value of the label counts as positive. */
export function agrees(value: string, positive: string): boolean {
  const wanted = positive.trim()
  return value === wanted || (wanted !== '' && Number(value) === Number(wanted))
}

function namedValues(values: readonly string[]): string {
  const more = values.length > NAMED ? ` and ${values.length - NAMED} more` : ''
  return `${values.slice(0, NAMED).join(', ')}${more}`
}
