import { MOST_ROWS, tooManyColumns, MOST_COLUMNS } from './limits.ts'
import { placesOf, singleRoles, type Dialect, type ImportPlan, type Role } from './plan.ts'

const NUMBERS: readonly Role[] = ['amount', 'grade', 'outcome']
/** Characters that comments begin with. */
const MOST_MARK = 8

/** @throws one line where a plan cannot be carried out, whatever the file */
export function checkPlan(plan: ImportPlan): void {
  const { columns, rows, dialect, format, positive } = plan
  if (columns.length > MOST_COLUMNS) throw tooManyColumns(columns.length)
  const names = new Set<string>()
  for (const { name } of columns) {
    if (names.has(name)) throw new Error(`duplicate column name: ${name}; expected names that differ`)
    names.add(name)
  }
  for (const role of singleRoles) {
    const held = placesOf(plan, role).map((place) => columns[place].name)
    if (held.length > 1) throw new Error(`two columns for ${role}: ${held.slice(0, 3).join(', ')}; expected one`)
  }
  if (placesOf(plan, 'label').length === 0)
    throw new Error('no label: choose the column that says what is to be predicted')
  if (placesOf(plan, 'labelTime').length > placesOf(plan, 'time').length)
    throw new Error('a label time but no time: choose the column that says when a row happened')
  if (positive.trim() === '') throw new Error('no positive value: choose which value of the label counts as 1')
  for (const { name, role, type } of columns)
    if (NUMBERS.includes(role) && type !== 'numeric')
      throw new Error(`invalid type of the ${role} ${name}: ${type}; expected numeric`)
  if (!columns.some(({ role }) => role === 'feature' || role === 'amount'))
    throw new Error('no features: every column but the label is ignored; expected one at least')
  if (rows !== null && !(Number.isInteger(rows) && rows >= 1 && rows <= MOST_ROWS))
    throw new Error(`invalid rows: ${rows}; expected a whole number from 1 to ${MOST_ROWS}`)
  if (format === 'csv' && !dialect) throw new Error('no dialect: a CSV file needs its delimiter and encoding')
  if (dialect) checkDialect(dialect)
}

/** @throws one line where no text can be cut so */
export function checkDialect({ delimiter, skip, comment }: Partial<Dialect>): void {
  if (delimiter !== undefined) checkDelimiter(delimiter)
  if (skip !== undefined && !(Number.isInteger(skip) && skip >= 0))
    throw new Error(`invalid lines to skip: ${skip}; expected a whole number from 0`)
  if (comment !== undefined && (comment.length > MOST_MARK || /\s/.test(comment)))
    throw new Error(
      `invalid mark of comments: ${JSON.stringify(comment)}; expected up to ${MOST_MARK} characters without a blank`
    )
}

/** @throws one line where text cannot be cut at it */
function checkDelimiter(delimiter: string): void {
  const code = delimiter.charCodeAt(0)
  if (delimiter.length !== 1 || code > 126 || (code < 32 && delimiter !== '\t') || delimiter === '"')
    throw new Error(`invalid delimiter: ${JSON.stringify(delimiter)}; expected one ASCII character, not a quote`)
}
