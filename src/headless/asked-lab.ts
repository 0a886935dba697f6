import { existsSync, readFileSync } from 'node:fs'
import { defaultDocument, parseDocument, type LabDocument } from '../scenarios/document.ts'
import { lacksFile } from '../scenarios/recipe.ts'
import { scenarioOfFiles } from '../scenarios/of-file.ts'
import { scenarioOf, scenarios } from '../scenarios/stories/index.ts'
import { BadInput, checked } from './bad-input.ts'
import { unknown } from './did-you-mean.ts'
import { givenFlags, type FileFlags } from './file-flags.ts'
import { labOn, openChoices, readOwnFile, type OwnFile, type SavedBy } from './own-file.ts'
import { changedLab, type Changes } from './settings.ts'

/** What a first argument names, with what the flags change. */
export interface AskedLab {
  readonly document: LabDocument
  /** What a saved lab held that could not be used, a sentence each. */
  readonly notes: readonly string[]
}

/**
 * The lab of a scenario, of a file that the page saved, or of a file of the person's own.
 * @throws one line, also where something of the file is left for the person to choose
 */
export async function askedLab(name: string | undefined, flags: FileFlags & Changes): Promise<AskedLab> {
  const named = namedLab(name)
  const own = await ownFileOf(named, flags)
  if (!own) return { document: changedLab(named.document, flags), notes: named.notes }
  const open = openChoices(own.inspection)
  if (open !== null) throw new BadInput(open)
  const isSplitChosen = flags.set?.some((pair) => /^(split\.)?split=/.test(pair)) ?? false
  const document = isSplitChosen ? { ...named.document, file: own.file } : labOn(named.document, own)
  return { document: changedLab(document, flags), notes: [...named.notes, ...own.notes] }
}

/** The file that a first argument is, as it is understood. @throws one line where it is none */
export async function askedFile(name: string, flags: FileFlags): Promise<OwnFile> {
  const named = namedLab(name)
  const own = await ownFileOf(named, flags)
  if (!own) throw new BadInput(`${name} draws its rows; expected a file of rows`)
  return own
}

/** The file of the person's own that a first argument names, by itself or in a saved lab; null where rows are drawn. */
async function ownFileOf(named: NamedLab, flags: FileFlags): Promise<OwnFile | null> {
  const { document, path, saved } = named
  if (!lacksFile(document)) {
    const [given] = givenFlags(flags)
    if (given) throw new BadInput(`${given} goes with a file of your own, not with ${document.scenario}`)
    return null
  }
  if (path !== null && flags.file !== undefined)
    throw new BadInput(`--file goes with a lab.json, and ${path} is a file of rows itself`)
  const rows = path ?? flags.file
  if (rows === undefined)
    throw new BadInput(`${saved?.file.name ? `this lab is on ${saved.file.name}` : 'no rows'}: expected --file FILE`)
  return readOwnFile(rows, flags, saved)
}

/** What a first argument is. */
export interface NamedLab {
  readonly document: LabDocument
  readonly notes: readonly string[]
  /** Where it is a file of rows. */
  readonly path: string | null
  readonly saved?: SavedBy
}

/** @throws one line where a first argument names nothing */
export function namedLab(name: string | undefined): NamedLab {
  const ids = scenarios.map(({ id }) => id)
  if (!name) throw new BadInput(`which scenario? expected ${ids.join(', ')}, a lab.json or a file of rows`)
  if (ids.includes(name)) return { document: defaultDocument(scenarioOf(name).id), notes: [], path: null }
  if (name.endsWith('.json')) return labFile(name)
  if (!existsSync(name) && !/[./\\]/.test(name)) throw new BadInput(unknown('scenario', name, ids))
  return { document: defaultDocument(scenarioOfFiles()), notes: [], path: name }
}

function labFile(path: string): NamedLab {
  const { document, notes, file } = parseDocument(readJson(path))
  return { document, notes, path: null, ...(file && { saved: { lab: path, file } }) }
}

function readJson(path: string): unknown {
  const text = checked(() => readFileSync(path, 'utf8'), `cannot read ${path}`)
  return checked(() => JSON.parse(text) as unknown, `cannot read ${path}`)
}
