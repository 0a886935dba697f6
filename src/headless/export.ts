import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileFormatOf } from '../../datasets/exports/index.ts'
import { createLab } from '../core/lab.ts'
import { recipeOf } from '../scenarios/recipe.ts'
import { changedLab, namedLab, readArguments } from './arguments.ts'
import { BadInput, checked } from './bad-input.ts'
import { nodeHost } from './host.ts'

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
  const document = changedLab(namedLab(positionals[0]), values)
  const { extension, id } = checked(() => fileFormatOf(values.format))
  const lab = createLab(nodeHost)
  const recipe = recipeOf(document)
  checked(() => lab.end(recipe))
  mkdirSync(out, { recursive: true })
  if (values.from !== undefined) {
    const from = Number(values.from)
    if (!Number.isInteger(from) || from < 0 || from > MOST_FROM)
      throw new BadInput(`invalid --from ${values.from}; expected a whole number from 0 to ${MOST_FROM}`)
    const to = from + Number(recipe.settings.rows)
    writeFileSync(join(out, `rows-${from}-${to}.${extension}`), await lab.exportRange(recipe, { from, to }, id))
    return
  }
  for (const part of ['train', 'validation', 'test'] as const)
    writeFileSync(join(out, `${part}.${extension}`), await lab.exportPart(recipe, part, id))
}
