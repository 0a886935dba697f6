import * as v from 'valibot'
import { columnTypes, encodings, numberStyles, roles, timeUnits, type Dialect } from '../../datasets/imports/plan.ts'
import type { Choices, ColumnChoice } from '../../datasets/imports/choices.ts'
import { choicesIn, planIn } from '../../datasets/own-data/stored-plan.ts'
import { MOST_COLUMNS } from '../../datasets/imports/limits.ts'
import type { DataFile } from '../core/training/run.ts'

const MOST_CHARACTERS = 240
const MOST_TEXTS = 100
const MOST_SKIPPED = 10_000
const KEPT_NAME = 60

/** How a file of the person's own is read, without its rows: what a lab file carries of it. */
export interface FileChoices {
  readonly name: string
  /** Tells files with the same name apart: size and time of change. */
  readonly fingerprint: string
  readonly choices: Choices
}

export function fileChoicesOf(file: DataFile): FileChoices {
  const { name, fingerprint } = file
  const { dialect, columns, positive } = planIn(file)
  return { name, fingerprint, choices: choicesIn(file) ?? { ...(dialect && { dialect }), columns, positive } }
}

/** Whether a file at hand is as large as the one that the choices were made for: then it is most likely the same. */
export function isOfSameSize(saved: Pick<FileChoices, 'fingerprint'>, file: Pick<FileChoices, 'fingerprint'>): boolean {
  return saved.fingerprint.split(' ')[0] === file.fingerprint.split(' ')[0]
}

/** Columns that choices name and a file lacks: it is most likely another file. */
export function columnsLacking({ columns = [] }: Choices, names: readonly string[]): readonly string[] {
  return columns.flatMap(({ name }) => (names.includes(name) ? [] : [name]))
}

/**
 * Reads what claims to be the choices of a file, from anywhere. Never throws: what cannot be read is left out, and each
 * time a note says so. Null where there are none.
 */
export function parseFileChoices(raw: unknown, notes: string[]): FileChoices | null {
  if (raw === undefined || raw === null) return null
  const file = v.safeParse(fileSchema, raw)
  if (!file.success) {
    notes.push('How the file of this lab is read cannot be understood; it is left out.')
    return null
  }
  const { name, fingerprint, choices: given } = file.output
  const dialect = parseDialect(given.dialect, notes)
  const columns = parseColumns(given.columns, notes)
  const positive = v.safeParse(v.optional(textSchema), given.positive)
  if (!positive.success) notes.push('The positive value of the file of this lab is no text; it is left out.')
  return {
    name,
    fingerprint,
    choices: {
      ...(dialect && { dialect }),
      ...(columns && { columns }),
      ...(positive.success && positive.output !== undefined && { positive: positive.output }),
    },
  }
}

const textSchema = v.pipe(v.string(), v.maxLength(MOST_CHARACTERS))
const columnNameSchema = v.pipe(textSchema, v.nonEmpty())

const fileSchema = v.object({
  name: v.optional(textSchema, ''),
  fingerprint: v.optional(textSchema, ''),
  choices: v.optional(
    v.object({ dialect: v.optional(v.unknown()), columns: v.optional(v.unknown()), positive: v.optional(v.unknown()) }),
    {}
  ),
})

const dialectSchema = v.object({
  delimiter: v.optional(v.pipe(v.string(), v.regex(/^[\t\x20-\x7e]$/), v.notValue('"'))),
  decimal: v.optional(v.picklist(['.', ','])),
  encoding: v.optional(v.picklist(encodings)),
  hasHeader: v.optional(v.boolean()),
  skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_SKIPPED))),
  comment: v.optional(textSchema),
  escapes: v.optional(v.boolean()),
}) satisfies v.GenericSchema<unknown, Partial<Dialect>>

const columnSchema = v.object({
  name: columnNameSchema,
  role: v.optional(v.picklist(roles)),
  type: v.optional(v.picklist(columnTypes)),
  missing: v.optional(v.pipe(v.array(textSchema), v.maxLength(MOST_TEXTS))),
  timeUnit: v.optional(v.picklist(timeUnits)),
  numbers: v.optional(v.picklist(numberStyles)),
  keepsEmpty: v.optional(v.boolean()),
  offset: v.optional(v.pipe(v.number(), v.finite())),
}) satisfies v.GenericSchema<unknown, ColumnChoice>

function parseDialect(raw: unknown, notes: string[]): Partial<Dialect> | undefined {
  if (raw === undefined) return undefined
  const parsed = v.safeParse(dialectSchema, raw)
  if (parsed.success) return parsed.output
  notes.push('How the text of this lab’s file is cut cannot be understood; it is left out.')
  return undefined
}

function parseColumns(raw: unknown, notes: string[]): readonly ColumnChoice[] | undefined {
  if (raw === undefined) return undefined
  if (!Array.isArray(raw) || raw.length > MOST_COLUMNS) {
    notes.push(`The columns of this lab’s file are no list of at most ${MOST_COLUMNS}; they are left out.`)
    return undefined
  }
  const columns = new Map<string, ColumnChoice>()
  for (const entry of raw as readonly unknown[]) {
    const parsed = v.safeParse(columnSchema, entry)
    if (!parsed.success) notes.push(`What this lab says of ${nameIn(entry)} cannot be understood; it is left out.`)
    else if (columns.has(parsed.output.name)) notes.push(`This lab names ${nameIn(entry)} twice; the first is used.`)
    else columns.set(parsed.output.name, parsed.output)
  }
  return [...columns.values()]
}

function nameIn(entry: unknown): string {
  const parsed = v.safeParse(v.object({ name: columnNameSchema }), entry)
  return parsed.success ? `the column ${parsed.output.name.slice(0, KEPT_NAME)}` : 'a column'
}
