import { readSetting, type Knobs } from '../core/kernel/knobs.ts'
import { modelOf, models } from '../core/models/index.ts'
import { freeLaneId, laneOfModel, type LabDocument } from '../scenarios/document.ts'
import type { Lane, Scenario } from '../scenarios/scenario.ts'
import { sections } from '../scenarios/sections/index.ts'
import { sectionsOf, whyLacking } from '../scenarios/sections/of-scenario.ts'
import type { Section } from '../scenarios/sections/section.ts'
import { withSetting } from '../scenarios/sections/settings.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import { BadInput, checked } from './bad-input.ts'
import { unknown } from './did-you-mean.ts'

/** Settings that an error names. */
const NAMED = 12

/** What flags change of a lab. */
export interface Changes {
  readonly seed?: string
  readonly rows?: string
  readonly engine?: string
  readonly models?: string
  readonly set?: readonly string[]
}

/** Settings with the names that links give them: `baseRate`, `decision.capacity`, `gbdt.depth`. */
export interface Group {
  /** Before the dot; settings of a flat group have their bare names too. */
  readonly id: string
  readonly label: string
  readonly isFlat: boolean
  readonly knobs: Knobs
  with(document: LabDocument, knob: string, value: string): LabDocument
}

/** Sets seed, rows, engine, entrants and knobs, each checked strictly. */
export function changedLab(lab: LabDocument, changes: Changes): LabDocument {
  let document = lab
  const set = (id: string, value: string): void => {
    document = checked(() => withNamed(document, id, value))
  }
  if (changes.models !== undefined) document = withModels(document, changes.models.split(','))
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

/** Every setting of a lab: those of the rows first. */
export function groupsOf(document: LabDocument): readonly Group[] {
  const scenario = scenarioOf(document.scenario)
  const own = sectionsOf(scenario)
  const groups = (some: readonly Section[]) => some.map((section) => groupOf(section, scenario))
  const rows = own.filter(({ recipe }) => recipe)
  const root = own.filter(({ isRoot }) => isRoot)
  const rest = own.filter((section) => !rows.includes(section) && !root.includes(section))
  const lanes = document.lanes.map((lane) => laneGroup(lane.id, lane.model))
  return [...groups(rows), ...groups(root), ...lanes, ...groups(rest)]
}

function groupOf(section: Section, scenario: Scenario): Group {
  const { id, label, isFlat = false } = section
  return {
    ...{ id, isFlat, label: section.heading?.(scenario) ?? label },
    knobs: section.knobs(scenario),
    with: (lab, knob, value) => withSetting(lab, section, knob, value),
  }
}

function laneGroup(id: string, model: string): Group {
  const { label, knobs } = modelOf(model)
  return {
    ...{ id, label, isFlat: false, knobs },
    with: (lab, knob, value) => {
      const setting = readSetting(knobs, knob, value)
      const changed = (lane: Lane): Lane => ({ ...lane, settings: { ...lane.settings, [knob]: setting } })
      return { ...lab, lanes: lab.lanes.map((lane) => (lane.id === id ? changed(lane) : lane)) }
    },
  }
}

function withNamed(document: LabDocument, name: string, value: string): LabDocument {
  const groups = groupsOf(document)
  const [first, knob] = name.split('.', 2)
  const found = name.includes('.')
    ? groups.findLast((one) => one.id === first && Object.hasOwn(one.knobs, knob))
    : groups.find((one) => one.isFlat && Object.hasOwn(one.knobs, name))
  if (!found) throw new BadInput(unknownSetting(document, name, groups))
  const own = found.isFlat ? (knob ?? name) : knob
  readSetting({ [name]: found.knobs[own] }, name, value)
  return found.with(document, own, value)
}

function unknownSetting(document: LabDocument, name: string, groups: readonly Group[]): string {
  const [first, knob] = name.split('.', 2)
  const scenario = scenarioOf(document.scenario)
  const section = sections.find((one) => one.id === first)
  const why = section && knob !== undefined ? whyLacking(section, scenario) : null
  if (why !== null) return `${name} cannot be set: ${why}`
  const isModel = knob !== undefined && models.some((model) => model.id === first)
  if (isModel && !document.lanes.some((lane) => lane.id === first))
    return `unknown setting: ${name}; ${first} is not among the models, expected --models ${[...document.lanes.map(({ model }) => model), first].join(',')}`
  const names = groups.flatMap((one) =>
    Object.keys(one.knobs).map((own) => (one.isFlat && knob === undefined ? own : `${one.id}.${own}`))
  )
  return unknown('setting', name, names, NAMED, `sim knobs ${document.scenario} lists them`)
}

function withModels(document: LabDocument, ids: readonly string[]): LabDocument {
  const taken: string[] = []
  const known = models.map(({ id }) => id)
  const lanes = ids.map((model) => {
    if (!known.includes(model)) throw new BadInput(unknown('model', model, known))
    const id = freeLaneId(model, taken)
    taken.push(id)
    return document.lanes.find((lane) => lane.id === id && lane.model === model) ?? laneOfModel(model, id)
  })
  return { ...document, lanes }
}
