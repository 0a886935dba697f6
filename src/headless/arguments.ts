import { readFileSync } from 'node:fs'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { datasetOf } from '../../datasets/index.ts'
import { readSetting, type Knobs, type Setting } from '../core/kernel/knobs.ts'
import { modelOf } from '../core/models/index.ts'
import { splitKnobs } from '../core/training/split-knobs.ts'
import { defaultDocument, freeLaneId, laneOfModel, parseDocument, type LabDocument } from '../scenarios/document.ts'
import { labKnobs } from '../scenarios/knobs.ts'
import { scenarioOf, scenarios } from '../scenarios/stories/index.ts'
import { BadInput, checked } from './bad-input.ts'

/** node:util's parser, its complaints as bad input. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  return checked(() => parseArgs(config))
}

/** The lab that the first argument names: a scenario, or a file that the page saved. */
export function namedLab(name: string | undefined): LabDocument {
  if (!name)
    throw new BadInput(`which scenario? expected ${scenarios.map(({ id }) => id).join(', ')} or the path of a lab.json`)
  if (!name.endsWith('.json')) return checked(() => defaultDocument(scenarioOf(name).id))
  const raw = readJson(name)
  const { document, notes } = parseDocument(raw)
  for (const note of notes) process.stderr.write(`${note}\n`)
  return document
}

/** Sets seed, rows, engine, entrants and knobs, each checked strictly. */
export function changedLab(lab: LabDocument, changes: Changes): LabDocument {
  let document = lab
  const set = (id: string, value: string): void => {
    document = checked(() => withSetting(document, id, value))
  }
  if (changes.models !== undefined) document = checked(() => withModels(document, changes.models?.split(',') ?? []))
  if (changes.seed !== undefined) set('seed', changes.seed)
  if (changes.engine !== undefined) set('engine', changes.engine)
  if (changes.rows !== undefined) set('rows', changes.rows)
  for (const pair of changes.set ?? []) {
    const at = pair.indexOf('=')
    if (at < 1) throw new BadInput(`invalid --set ${pair}; expected knob=value`)
    set(pair.slice(0, at), pair.slice(at + 1))
  }
  return document
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new BadInput(`cannot read ${path}: ${(cause as Error).message}`, { cause })
  }
}

export interface Changes {
  readonly seed?: string
  readonly rows?: string
  readonly engine?: string
  readonly models?: string
  readonly set?: readonly string[]
}

function withSetting(document: LabDocument, id: string, value: string): LabDocument {
  if (id === 'seed' || id === 'engine') return { ...document, [id]: readSetting(labKnobs, id, value) }
  if (Object.hasOwn(splitKnobs, id))
    return { ...document, split: { ...document.split, [id]: readSetting(splitKnobs, id, value) } }
  const [laneId, knob] = id.split('.', 2)
  const lane = knob ? document.lanes.find((one) => one.id === laneId) : undefined
  if (lane) {
    const settings = { ...lane.settings, [knob]: readSetting(modelOf(lane.model).knobs, knob, value) }
    return { ...document, lanes: document.lanes.map((one) => (one === lane ? { ...one, settings } : one)) }
  }
  const { knobs } = datasetOf(scenarioOf(document.scenario).dataset)
  if (!Object.hasOwn(knobs, id))
    throw new Error(`unknown setting: ${id}; expected one of ${allSettings(document, knobs)}`)
  return { ...document, world: { ...document.world, [id]: readSetting(knobs as Knobs, id, value) as Setting } }
}

function withModels(document: LabDocument, ids: readonly string[]): LabDocument {
  const taken: string[] = []
  const lanes = ids.map((model) => {
    const id = freeLaneId(model, taken)
    taken.push(id)
    return document.lanes.find((lane) => lane.id === id && lane.model === model) ?? laneOfModel(model, id)
  })
  return { ...document, lanes }
}

function allSettings(document: LabDocument, knobs: object): string {
  const lanes = document.lanes.flatMap((lane) =>
    Object.keys(modelOf(lane.model).knobs).map((knob) => `${lane.id}.${knob}`)
  )
  return [...Object.keys(knobs), ...Object.keys(splitKnobs), ...lanes].join(', ')
}
