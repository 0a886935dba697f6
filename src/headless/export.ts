import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileFormatOf } from '../../datasets/exports/index.ts'
import { createLab } from '../core/lab.ts'
import { recipeOf } from '../scenarios/recipe.ts'
import { changedLab, namedLab, readArguments } from './arguments.ts'
import { BadInput, checked, checkedCall } from './bad-input.ts'
import { nodeHost } from './host.ts'

const MOST_ROWS = 5_000_000
const MOST_FROM = 2 ** 40

/** `sim export`: the three parts a run with this seed uses or, with `--from`, just those rows of the same endless table. */
export async function exportRows(args: string[]): Promise<void> {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      set: { type: 'string', multiple: true },
      seed: { type: 'string' },
      rows: { type: 'string' },
      from: { type: 'string' },
      out: { type: 'string' },
      format: { type: 'string', default: 'csv' },
    },
  })
  const { out } = values
  if (!out) throw new BadInput('where to? expected --out DIR')
  const { rows, from, ...changes } = values
  if (rows === undefined && from !== undefined) throw new BadInput('how many rows? expected --rows N')
  const document = changedLab(namedLab(positionals[0]), from === undefined ? values : changes)
  const { extension, id } = checked(() => fileFormatOf(values.format))
  const lab = createLab(nodeHost)
  const recipe = recipeOf(document)
  if (from !== undefined) {
    const range = { from: wholeNumber('--from', from, 0), to: 0 }
    range.to = range.from + wholeNumber('--rows', rows ?? '', 1)
    const bytes = await checkedCall(() => lab.exportRange(recipe, range, id))
    mkdirSync(out, { recursive: true })
    writeFileSync(join(out, `rows-${range.from}-${range.to}.${extension}`), bytes)
    return
  }
  for (const part of ['train', 'validation', 'test'] as const) {
    const bytes = await checkedCall(() => lab.exportPart(recipe, part, id))
    mkdirSync(out, { recursive: true })
    writeFileSync(join(out, `${part}.${extension}`), bytes)
  }
}

function wholeNumber(flag: '--from' | '--rows', text: string, least: number): number {
  const most = flag === '--rows' ? MOST_ROWS : MOST_FROM
  const value = Number(text)
  if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most)
    throw new BadInput(`invalid ${flag} ${text}; expected a whole number from ${least} to ${most}`)
  return value
}
