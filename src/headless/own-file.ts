import { openAsBlob, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { assumed } from '../../datasets/imports/assumed.ts'
import { planOf, type Inspection } from '../../datasets/imports/plan-of.ts'
import { MOST_ROWS } from '../../datasets/imports/limits.ts'
import { assumptionsIn } from '../../datasets/own-data/stored-plan.ts'
import type { DataFile } from '../core/training/run.ts'
import { isSplitPossible } from '../core/training/split-knobs.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { isOfSameSize, type FileChoices } from '../scenarios/file-choices.ts'
import { factsOfFile, splitReason, usualSplit } from '../scenarios/file-split.ts'
import { BadInput, checkedCall } from './bad-input.ts'
import { nearest } from './did-you-mean.ts'
import type { FileFlags } from './file-flags.ts'
import { checkColumns, saidChoices, saidDialect } from './said-choices.ts'

/** A file of the person's own, what was seen of it, and what became of it without being asked. */
export interface OwnFile {
  readonly file: DataFile
  readonly inspection: Inspection
  readonly notes: readonly string[]
}

/** Looks at a file: it is read as inferred, but for what the flags say and, before them, a saved lab. */
export async function readOwnFile(path: string, flags: FileFlags, saved?: SavedBy): Promise<OwnFile> {
  const { size, mtimeMs } = statOf(path)
  const blob = (await openAsBlob(path)) as Blob
  const { inspectFile } = await import('../../datasets/imports/index.ts')
  const before = saved?.file.choices ?? {}
  const dialect = { ...before.dialect, ...saidDialect(flags) }
  const looked = await checkedCall(() => inspectFile(blob, { ...before, dialect }))
  if (saved) checkColumns(before, looked, saved.lab)
  const inspection = planOf(looked, saidChoices(looked, flags, looked.choices))
  const { plan, choices, assumptions } = inspection
  const file: DataFile = {
    name: basename(path),
    fingerprint: `${size} ${Math.floor(mtimeMs)}`,
    blob,
    plan: { ...plan, rows: looked.rows.count > MOST_ROWS ? MOST_ROWS : plan.rows },
    choices,
    assumptions,
  }
  const isOther = saved !== undefined && saved.file.fingerprint !== '' && !isOfSameSize(saved.file, file)
  const notes = isOther ? [`${file.name} has another size than the file that ${saved.lab} was saved with`] : []
  return { file, inspection, notes }
}

/** A lab file that says how a file is read. */
export interface SavedBy {
  /** How it is named in errors. */
  readonly lab: string
  readonly file: FileChoices
}

/** The lab with the file's rows, parted as they were where these rows can be, else as their columns allow. */
export function labOn(document: LabDocument, { file }: OwnFile): LabDocument {
  const facts = factsOfFile(file)
  if (isSplitPossible(document.split.split, facts)) return { ...document, file }
  const reason = splitReason(file)
  const parted = reason
    ? assumed('rows', null, reason, '--set split=…')
    : assumed('time', null, 'rows are parted at random, as no column says when they happened', '--time COLUMN')
  return {
    ...document,
    file: { ...file, assumptions: [...assumptionsIn(file), parted] },
    split: { ...document.split, split: usualSplit(facts) },
  }
}

/** What was left to be chosen, in one line; null where nothing was. */
export function openChoices({ assumptions }: Inspection): string | null {
  const asked = assumptions.filter(({ asks }) => asks)
  return asked.length === 0 ? null : asked.map(({ text, flag }) => (flag ? `${text}: ${flag}` : text)).join('; ')
}

function statOf(path: string) {
  try {
    const found = statSync(path)
    if (found.isDirectory()) throw new Error('it is a folder')
    return found
  } catch (cause) {
    throw new BadInput(`cannot read ${path}: ${(cause as Error).message}${neighbour(path)}`, { cause })
  }
}

/** A file beside a path that is not there, whose name is nearly the same. */
function neighbour(path: string): string {
  try {
    const near = nearest(basename(path), readdirSync(dirname(path)))
    return near === null || near === basename(path) ? '' : `; did you mean ${join(dirname(path), near)}?`
  } catch {
    return ''
  }
}
