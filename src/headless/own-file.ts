import { openAsBlob, statSync } from 'node:fs'
import { basename } from 'node:path'
import { hasTime } from '../../datasets/imports/has-time.ts'
import { withColumn } from '../../datasets/imports/choose.ts'
import type { Choices, Inspection, Role } from '../../datasets/imports/import.ts'
import { MOST_ROWS } from '../../datasets/imports/limits.ts'
import { planOf } from '../../datasets/imports/plan-of.ts'
import type { DataFile } from '../core/training/run.ts'
import { defaultDocument, type LabDocument } from '../scenarios/document.ts'
import { BadInput, checkedCall } from './bad-input.ts'

/** Flags of a run on a file of one's own, for node:util. */
export const ownFileOptions = {
  label: { type: 'string' },
  positive: { type: 'string' },
  time: { type: 'string' },
  'label-time': { type: 'string' },
  group: { type: 'string' },
  amount: { type: 'string' },
  ignore: { type: 'string' },
  delimiter: { type: 'string' },
} as const

export type OwnFileFlags = Partial<Record<keyof typeof ownFileOptions, string>>

const ROLES: readonly (readonly [flag: keyof OwnFileFlags, role: Role])[] = [
  ['label', 'label'],
  ['time', 'time'],
  ['label-time', 'labelTime'],
  ['group', 'group'],
  ['amount', 'amount'],
]

export function isOwnFile(name: string | undefined): name is string {
  return name !== undefined && /\.(csv|tsv|txt|parquet)$/i.test(name)
}

/** The lab of a file of the person's own: without a time column its rows are dealt at random. */
export async function ownLab(path: string, flags: OwnFileFlags): Promise<LabDocument> {
  const document = defaultDocument('own-data')
  const file = await ownFile(path, flags)
  return { ...document, file, split: hasTime(file.plan) ? document.split : { ...document.split, split: 'random' } }
}

/** The file and how it is read: as inferred, but for what the flags say. What was guessed goes to stderr. */
async function ownFile(path: string, flags: OwnFileFlags): Promise<DataFile> {
  const { size, mtimeMs } = statOf(path)
  const blob = await openAsBlob(path)
  const { inspectFile } = await import('../../datasets/imports/index.ts')
  const dialect = flags.delimiter === undefined ? {} : { delimiter: flags.delimiter === '\\t' ? '\t' : flags.delimiter }
  const looked = await checkedCall(() => inspectFile(blob as Blob, { dialect }))
  const { plan, assumptions, choices } = planOf(looked, chosen(looked, flags))
  for (const { text } of assumptions) process.stderr.write(`${text}\n`)
  const rows = looked.rows.count > MOST_ROWS ? MOST_ROWS : null
  const fingerprint = `${size} ${mtimeMs}`
  return { name: basename(path), fingerprint, blob: blob as Blob, plan: { ...plan, rows }, choices, assumptions }
}

/** What the flags say of the columns. */
function chosen({ columns, choices }: Inspection, flags: OwnFileFlags): Choices {
  let said = choices
  const say = (name: string, role: Role): void => {
    if (!columns.some((column) => column.name === name))
      throw new BadInput(`unknown column: ${name}; expected one of ${columns.map((one) => one.name).join(', ')}`)
    said = withColumn(said, name, { role })
  }
  for (const [flag, role] of ROLES) {
    const name = flags[flag]
    if (name !== undefined) say(name, role)
  }
  for (const name of flags.ignore?.split(',') ?? []) say(name, 'ignore')
  return flags.positive === undefined ? said : { ...said, positive: flags.positive }
}

function statOf(path: string) {
  try {
    const found = statSync(path)
    if (found.isDirectory()) throw new Error('it is a folder')
    return found
  } catch (cause) {
    throw new BadInput(`cannot read ${path}: ${(cause as Error).message}`, { cause })
  }
}
