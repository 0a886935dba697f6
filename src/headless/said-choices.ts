import { plainText } from '../../datasets/imports/cells/plain-text.ts'
import { withColumn, type Choices, type ColumnChoice } from '../../datasets/imports/choices.ts'
import {
  numberStyles,
  singleRoles,
  timeUnits,
  type ColumnType,
  type Dialect,
  type NumberStyle,
  type Role,
  type TimeUnit,
} from '../../datasets/imports/plan.ts'
import { planOf, type Looked } from '../../datasets/imports/plan-of.ts'
import { columnsLacking } from '../scenarios/file-choices.ts'
import { BadInput } from './bad-input.ts'
import { unknown } from './did-you-mean.ts'
import { flagOf, type FileFlags } from './file-flags.ts'
import { cutList } from './list-flag.ts'

/** Columns that an error names. */
const NAMED = 12
const TYPES = ['categorical', 'numeric', 'boolean'] as const satisfies readonly ColumnType[]
/** What a column is that looked like one of these and is none: an identifier or an amount may teach, a clock does not. */
const REFUSED = { time: 'ignore', labelTime: 'ignore', group: 'feature', amount: 'feature' } as const

/** How the flags say that text is cut. */
export function saidDialect({
  header,
  escapes,
  skip,
  comment,
  delimiter,
  decimal,
  encoding,
}: FileFlags): Partial<Dialect> {
  const said = { hasHeader: header, escapes, skip, comment, delimiter, decimal, encoding }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

/**
 * What the flags say of the columns, on top of what was said before.
 * @throws one line: a column that is not there, or of which two flags say different things
 */
export function saidChoices(looked: Looked, flags: FileFlags, before: Choices): Choices {
  const names = looked.columns.map(({ name }) => name)
  const saidBy = new Map<string, string>()
  let choices = before
  const say = (name: string, flag: string, said: Omit<ColumnChoice, 'name'>): void => {
    const about = `${Object.keys(said)[0]} ${name}`
    const other = saidBy.get(about)
    if (other !== undefined && other !== flag) throw new BadInput(`${name} is given by both ${other} and ${flag}`)
    saidBy.set(about, flag)
    choices = withColumn(choices, name, said)
  }

  for (const key of singleRoles) {
    const name = flags[key]
    if (typeof name === 'string') say(columnOf(name, names), flagOf[key], { role: key })
  }
  for (const key of ['feature', 'ignore'] as const satisfies readonly Role[])
    for (const name of columnsOf(flagOf[key], flags[key], names)) say(name, flagOf[key], { role: key })
  for (const type of TYPES)
    for (const name of columnsOf(flagOf[type], flags[type], names)) say(name, flagOf[type], { type })
  for (const text of flags.numbers ?? []) {
    const [name, style] = pairOf('--numbers', text, names)
    say(name, '--numbers', { numbers: allowed('--numbers', style, numberStyles) as NumberStyle, type: 'numeric' })
  }
  for (const text of flags.missing ?? []) {
    const [name, texts] = pairOf('--missing', text, names)
    say(name, '--missing', { missing: texts === '' ? [] : cutList('--missing', texts) })
  }
  for (const key of ['time', 'labelTime', 'group', 'amount'] as const) {
    const name = flags[key] === false ? inferred(looked, choices, key) : undefined
    if (name !== undefined) say(name, flagOf[key], { role: REFUSED[key] })
  }
  for (const text of flags.timeFormat ?? []) {
    const isBare = (timeUnits as readonly string[]).includes(text)
    const [name, format] = isBare ? [inferred(looked, choices, 'time'), text] : pairOf('--time-format', text, names)
    if (name === undefined) throw new BadInput(`--time-format ${text} without a time; expected --time COLUMN`)
    say(name, '--time-format', { timeUnit: allowed('--time-format', format, timeUnits) as TimeUnit, type: 'time' })
  }
  return flags.positive === undefined ? choices : { ...choices, positive: flags.positive }
}

/** @throws one line where a lab speaks of columns that a file lacks */
export function checkColumns(choices: Choices, looked: Looked, lab: string): void {
  const names = looked.columns.map(({ name }) => name)
  const [lacking] = columnsLacking(choices, names)
  if (lacking !== undefined)
    throw new BadInput(`${lab} is on another file: ${unknown('column', lacking, names, NAMED)}`)
}

function columnOf(name: string, names: readonly string[]): string {
  const found = names.includes(name) ? name : names.find((one) => one === plainText(name))
  if (found === undefined) throw new BadInput(unknown('column', name, names, NAMED))
  return found
}

/** The columns of a list; a name with a comma needs quotes only where its parts are columns too. */
function columnsOf(flag: string, texts: readonly string[] = [], names: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const cells = cutList(flag, text)
    return cells.every((cell) => names.includes(cell)) ? cells : joined(cells, names)
  })
}

/** Cells that make up a name only together are one. */
function joined(cells: readonly string[], names: readonly string[]): string[] {
  const found: string[] = []
  for (let from = 0; from < cells.length;) {
    let to = cells.length
    while (to > from + 1 && !names.includes(cells.slice(from, to).join(','))) to--
    found.push(columnOf(cells.slice(from, to).join(','), names))
    from = to
  }
  return found
}

/** `column=value`; the column may have an equals sign too. */
function pairOf(flag: string, text: string, names: readonly string[]): [name: string, value: string] {
  const first = text.indexOf('=')
  if (first < 1) throw new BadInput(`invalid ${flag} ${text}; expected column=value`)
  for (let at = text.lastIndexOf('='); at > first; at = text.lastIndexOf('=', at - 1))
    if (names.includes(text.slice(0, at))) return [text.slice(0, at), text.slice(at + 1)]
  return [columnOf(text.slice(0, first), names), text.slice(first + 1)]
}

function inferred(looked: Looked, choices: Choices, role: Role): string | undefined {
  return planOf(looked, choices).plan.columns.find((column) => column.role === role)?.name
}

function allowed(flag: string, value: string, values: readonly string[]): string {
  if (!values.includes(value)) throw new BadInput(`invalid ${flag}: ${value}; expected one of ${values.join('; ')}`)
  return value
}
