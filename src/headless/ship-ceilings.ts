import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { datasetOf } from '../../datasets/index.ts'
import { ceilingKey } from '../core/ceiling/key.ts'
import type { ShippedCeilings } from '../core/ceiling/shipped.ts'
import { createLab, type ColumnCeiling } from '../core/lab.ts'
import { defaultDocument, type LabDocument } from '../scenarios/document.ts'
import { presetDocument } from '../scenarios/preset-document.ts'
import { choiceOf, recipeOf } from '../scenarios/recipe.ts'
import { scenarios } from '../scenarios/stories/index.ts'
import { checked } from './bad-input.ts'
import { nodeHost } from './host.ts'
import { nodeThreads } from './kernel-threads.ts'

/** Digits kept of every number: more than a picture shows. */
const DIGITS = 6

/** `sim ceiling --presets FILE`: what columns can reach in every lab that a preset opens; those in the file already stay. */
export async function shipCeilings(path: string, mostRows?: number): Promise<void> {
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ShippedCeilings).ceilings : {}
  const ceilings: Record<string, ColumnCeiling> = {}
  for (const [key, document] of presetLabs()) {
    const started = performance.now()
    const ceiling = kept[key] ?? (await workOut(document, mostRows))
    // Where the columns carry all of the truth nothing is estimated, and nothing need be shipped.
    if (ceiling.rows !== null) ceilings[key] = ceiling
    checked(() => writeFileSync(path, `${JSON.stringify({ ceilings }, brief, 1)}\n`), `cannot write ${path}`)
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    process.stderr.write(`${key}: ${ceiling.rows ?? 'exact'}${ceiling.settled ? '' : ', not settled'}, ${seconds} s\n`)
  }
}

/** One lab for each key: scenarios and their presets in order, each preset also by the scenario's own split, which goals ask for. */
export function presetLabs(): Map<string, LabDocument> {
  const labs = new Map<string, LabDocument>()
  for (const scenario of scenarios) {
    if (datasetOf(scenario.dataset).fromFile) continue
    const presets = scenario.presets.flatMap((preset) => [preset, { ...preset, split: undefined }])
    for (const document of [
      defaultDocument(scenario.id),
      ...presets.map((preset) => presetDocument(scenario, preset)),
    ]) {
      const key = ceilingKey(recipeOf(document))
      if (key !== null && !labs.has(key)) labs.set(key, document)
    }
  }
  return labs
}

/** A lab of its own for each, so that no large table outlives its turn. */
function workOut(document: LabDocument, mostRows?: number): Promise<ColumnCeiling> {
  const lab = createLab({ ...nodeHost, threads: nodeThreads(process.argv[1]) })
  return lab.tables.columnCeiling(recipeOf(document), choiceOf(document), { mostRows })
}

function brief(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value
}
