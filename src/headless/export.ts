import { fileFormatOf, fileFormats } from '../../datasets/exports/index.ts'
import { assumptionsIn } from '../../datasets/own-data/stored-plan.ts'
import { createLab } from '../core/lab.ts'
import { recipeOf } from '../scenarios/recipe.ts'
import { askedLab } from './asked-lab.ts'
import { BadInput, checkedCall } from './bad-input.ts'
import { unknown } from './did-you-mean.ts'
import type { FileFlags } from './file-flags.ts'
import { nodeHost } from './host.ts'
import { makeFolder, writeInto } from './output.ts'
import { assumedLines } from '../core/report/data-lines.ts'
import type { Changes } from './settings.ts'

const MOST_ROWS = 5_000_000
const MOST_FROM = 2 ** 40

export interface ExportFlags extends Changes, FileFlags {
  readonly from?: string
  readonly out?: string
  readonly format: string
}

/** `sim export`: the three parts a run with this seed uses or, with `--from`, just those rows of the same endless table. */
export async function exportRows(name: string | undefined, flags: ExportFlags): Promise<void> {
  const { out } = flags
  if (!out) throw new BadInput('where to? expected --out DIR')
  const { rows, from, ...changes } = flags
  if (rows === undefined && from !== undefined) throw new BadInput('how many rows? expected --rows N')
  const { document, notes } = await askedLab(name, from === undefined ? flags : changes)
  const formats: readonly string[] = fileFormats.map((format) => format.id)
  if (!formats.includes(flags.format)) throw new BadInput(unknown('format', flags.format, formats))
  const { extension, id } = fileFormatOf(flags.format)
  const lab = createLab(nodeHost)
  const recipe = recipeOf(document)
  if (from !== undefined) {
    const range = { from: wholeNumber('--from', from, 0), to: 0 }
    range.to = range.from + wholeNumber('--rows', rows ?? '', 1)
    const bytes = await checkedCall(() => lab.files.exportRange(recipe, range, id))
    makeFolder(out)
    writeInto(out, `rows-${range.from}-${range.to}.${extension}`, bytes)
  } else
    for (const part of ['train', 'validation', 'test'] as const) {
      const bytes = await checkedCall(() => lab.files.exportPart(recipe, part, id))
      makeFolder(out)
      writeInto(out, `${part}.${extension}`, bytes)
    }
  for (const line of [...notes, ...(document.file ? assumedLines(assumptionsIn(document.file)) : [])])
    process.stderr.write(`${line}\n`)
}

function wholeNumber(flag: '--from' | '--rows', text: string, least: number): number {
  const most = flag === '--rows' ? MOST_ROWS : MOST_FROM
  const value = Number(text)
  if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most)
    throw new BadInput(`invalid ${flag} ${text}; expected a whole number from ${least} to ${most}`)
  return value
}
