import { openAsBlob, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ImportPlan, Inspection, Role } from '../../datasets/imports/import.ts'
import { MOST_ROWS } from '../../datasets/imports/limits.ts'
import { withRole } from '../../datasets/imports/with-role.ts'
import type { DataFile } from '../core/training/run.ts'
import { defaultDocument, type LabDocument } from '../scenarios/document.ts'
import { factsOfFile, usualSplit } from '../scenarios/file-split.ts'
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

/** The lab of a file of the person's own: parted by time, else by whole groups, else at random, as its columns allow. */
export async function ownLab(path: string, flags: OwnFileFlags): Promise<LabDocument> {
  const document = defaultDocument('own-data')
  const file = await ownFile(path, flags)
  return { ...document, file, split: { ...document.split, split: usualSplit(factsOfFile(file)) } }
}

/** The file and how it is read: as inferred, but for what the flags say. What was guessed goes to stderr. */
async function ownFile(path: string, flags: OwnFileFlags): Promise<DataFile> {
  const { size, mtimeMs } = statOf(path)
  const blob = await openAsBlob(path)
  const { inspectFile } = await import('../../datasets/imports/index.ts')
  const asked = flags.delimiter === undefined ? {} : { delimiter: flags.delimiter === '\\t' ? '\t' : flags.delimiter }
  const inspection = await checkedCall(() => inspectFile(blob as Blob, asked))
  for (const warning of inspection.warnings) process.stderr.write(`${warning}\n`)
  const plan = correctedPlan(inspection, flags)
  return { name: basename(path), fingerprint: `${size} ${mtimeMs}`, blob: blob as Blob, plan }
}

function correctedPlan(inspection: Inspection, flags: OwnFileFlags): ImportPlan {
  let { plan } = inspection
  const { columns, rows } = inspection
  const placeOf = (name: string): number => {
    const place = plan.columns.findIndex((column) => column.name === name)
    if (place < 0)
      throw new BadInput(`unknown column: ${name}; expected one of ${columns.map((one) => one.name).join(', ')}`)
    return place
  }
  for (const [flag, role] of ROLES) {
    const name = flags[flag]
    if (name !== undefined) plan = withRole(plan, placeOf(name), role, columns)
  }
  for (const name of flags.ignore?.split(',') ?? []) plan = withRole(plan, placeOf(name), 'ignore', columns)
  return {
    ...plan,
    positive: flags.positive ?? plan.positive,
    rows: rows.count > MOST_ROWS ? MOST_ROWS : null,
  }
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
