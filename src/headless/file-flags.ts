import type { Command } from 'commander'
import { encodings, numberStyles, timeUnits, type Dialect } from '../../datasets/imports/plan.ts'
import { BadInput } from './bad-input.ts'

/** What the flags say of a file of the person's own; `false` is "no column is this". */
export interface FileFlags {
  readonly file?: string
  readonly label?: string
  readonly positive?: string
  readonly time?: string | false
  readonly labelTime?: string | false
  readonly group?: string | false
  readonly user?: string
  readonly amount?: string | false
  readonly grade?: string
  readonly outcome?: string
  readonly feature?: readonly string[]
  readonly ignore?: readonly string[]
  readonly categorical?: readonly string[]
  readonly numeric?: readonly string[]
  readonly boolean?: readonly string[]
  readonly timeFormat?: readonly string[]
  readonly numbers?: readonly string[]
  readonly missing?: readonly string[]
  readonly header?: boolean
  readonly escapes?: boolean
  readonly skip?: number
  readonly comment?: string
  readonly delimiter?: string
  readonly decimal?: Dialect['decimal']
  readonly encoding?: Dialect['encoding']
}

const DELIMITERS: Readonly<Record<string, string>> = {
  ...{ tab: '\t', '\\t': '\t', comma: ',', semicolon: ';', pipe: '|', colon: ':', space: ' ', spaces: ' ' },
}
const ENCODINGS: Readonly<Record<string, Dialect['encoding']>> = {
  ...{ utf8: 'utf-8', 'utf-16': 'utf-16le', latin1: 'windows-1252', 'latin-1': 'windows-1252' },
  ...{ 'iso-8859-1': 'windows-1252', cp1252: 'windows-1252' },
  ...Object.fromEntries(encodings.map((encoding) => [encoding, encoding])),
}
const MOST_SKIPPED = 10_000

/** The flag that each choice has, for errors. */
export const flagOf = {
  ...{ label: '--label', positive: '--positive', time: '--time', labelTime: '--label-time', group: '--group' },
  ...{ user: '--user', grade: '--grade', outcome: '--outcome' },
  ...{ amount: '--amount', feature: '--feature', ignore: '--ignore', categorical: '--categorical' },
  ...{ numeric: '--numeric', boolean: '--boolean', timeFormat: '--time-format', numbers: '--numbers' },
  ...{
    missing: '--missing',
    header: '--header',
    escapes: '--escapes',
    skip: '--skip',
    comment: '--comment',
    delimiter: '--delimiter',
  },
  ...{ decimal: '--decimal', encoding: '--encoding', file: '--file' },
} as const satisfies Record<keyof FileFlags, string>

/** Declares them. Every choice that the page offers has one. */
export function addFileFlags(command: Command): Command {
  return command
    .optionsGroup('What the columns of a file of your own are (inferred where left out):')
    .option('--label <column>', 'what is to be predicted', once('--label'))
    .option('--positive <value>', 'the value of the label that counts as 1', once('--positive'))
    .option('--time <column>', 'when a row happened', once('--time'))
    .option('--no-time', 'no column says when a row happened')
    .option('--label-time <column>', 'when its label became known', once('--label-time'))
    .option('--no-label-time', 'no column says when a label became known')
    .option('--group <column>', 'what rows belong to, such as a customer', once('--group'))
    .option('--no-group', 'rows belong to nothing')
    .option('--user <column>', 'who asked', once('--user'))
    .option('--amount <column>', 'what a row is worth', once('--amount'))
    .option('--no-amount', 'no column is an amount')
    .option('--grade <column>', 'how relevant a row is, a whole number from 0', once('--grade'))
    .option('--outcome <column>', 'what came of a row as a number, such as seconds watched', once('--outcome'))
    .option('--feature <columns>', 'columns to learn from, though they look like none', collect)
    .option('--ignore <columns>', 'columns to leave out', collect)
    .optionsGroup('How their cells are read:')
    .option('--categorical <columns>', 'columns whose values are names', collect)
    .option('--numeric <columns>', 'columns whose values are numbers', collect)
    .option('--boolean <columns>', 'columns whose values are yes or no', collect)
    .option(
      '--time-format <format>',
      `how the time is written, column=format for other columns: ${timeUnits.join(', ')}`,
      collect
    )
    .option('--numbers <column=style>', `how its numbers are written: ${numberStyles.join(' or ')}`, collect)
    .option(
      '--missing <column=texts>',
      'the texts that mean a missing value in it, instead of the usual ones; none after = is the empty cell alone',
      collect
    )
    .optionsGroup('How its text is cut:')
    .option('--header <yes|no>', 'whether the first line names the columns', yesOrNo('--header'))
    .option('--escapes <yes|no>', 'whether a backslash before a quote makes it one of the cell', yesOrNo('--escapes'))
    .option('--skip <lines>', 'lines that stand above the header', linesOf)
    .option('--comment <text>', "lines that begin with it are left out; '' where there are none")
    .option('--delimiter <character>', "what stands between cells: ',', tab, space, …", delimiterOf)
    .option('--decimal <sign>', 'the decimal sign: . or ,', decimalOf)
    .option('--encoding <name>', encodings.join(', '), encodingOf)
}

/** The flags that were given, as they are typed. */
export function givenFlags(flags: FileFlags): string[] {
  const keys = Object.keys(flagOf) as (keyof FileFlags)[]
  return keys.filter((key) => flags[key] !== undefined).map((key) => flagOf[key])
}

/** Collects the values of a flag that may be given again. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function once(flag: string): (value: string, before: string | boolean | undefined) => string {
  return (value, before) => {
    if (typeof before === 'string' && before !== value)
      throw new BadInput(`${flag} twice: ${before} and ${value}; expected one`)
    return value
  }
}

function yesOrNo(flag: string): (text: string) => boolean {
  return (text) => {
    if (text !== 'yes' && text !== 'no') throw new BadInput(`invalid ${flag}: ${text}; expected yes or no`)
    return text === 'yes'
  }
}

function linesOf(text: string): number {
  const lines = Number(text)
  if (text.trim() === '' || !Number.isInteger(lines) || lines < 0 || lines > MOST_SKIPPED)
    throw new BadInput(`invalid --skip: ${text}; expected a whole number from 0 to ${MOST_SKIPPED}`)
  return lines
}

function delimiterOf(text: string): string {
  return Object.hasOwn(DELIMITERS, text) ? DELIMITERS[text] : text
}

function decimalOf(text: string): Dialect['decimal'] {
  const sign = text === 'point' ? '.' : text === 'comma' ? ',' : text
  if (sign !== '.' && sign !== ',') throw new BadInput(`invalid --decimal: ${text}; expected . or ,`)
  return sign
}

function encodingOf(text: string): Dialect['encoding'] {
  const name = text.toLowerCase()
  if (!Object.hasOwn(ENCODINGS, name))
    throw new BadInput(`invalid --encoding: ${text}; expected one of ${encodings.join(', ')}`)
  return ENCODINGS[name]
}
