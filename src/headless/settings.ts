import { datasetOf } from '../../datasets/index.ts'
import { decisionKnobsFor } from '../core/decisions/knobs.ts'
import { readSetting, type Knob, type Knobs, type Setting } from '../core/kernel/knobs.ts'
import { modelOf, models } from '../core/models/index.ts'
import { splitKnobsFor } from '../core/training/split-knobs.ts'
import { freeLaneId, laneOfModel, type LabDocument } from '../scenarios/document.ts'
import { driftKnobsFor, labKnobs, viewKnobs } from '../scenarios/knobs.ts'
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

/** A group of settings with the names that links give them: `baseRate`, `decision.capacity`, `gbdt.depth`. */
export interface Section {
  /** Before the dot; settings of a plain section have their bare names too. */
  readonly id: string
  readonly label: string
  readonly isPlain: boolean
  readonly knobs: Knobs
  with(document: LabDocument, knob: string, value: Setting): LabDocument
}

/** Sets seed, rows, engine, entrants and knobs, each checked strictly. */
export function changedLab(lab: LabDocument, changes: Changes): LabDocument {
  let document = lab
  const set = (id: string, value: string): void => {
    document = checked(() => withSetting(document, id, value))
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

/** Every section of a lab: the world's first. */
export function sectionsOf(document: LabDocument): readonly Section[] {
  const scenario = scenarioOf(document.scenario)
  const dataset = datasetOf(scenario.dataset)
  return [
    section('world', dataset.label, true, dataset.knobs),
    section('split', 'Split', true, splitKnobsFor(dataset)),
    {
      id: 'lab',
      label: 'Lab',
      isPlain: true,
      knobs: labKnobs,
      with: (lab, knob, value) => ({ ...lab, [knob]: value }),
    },
    ...document.lanes.map((lane) => laneSection(lane.id, lane.model)),
    section('decision', 'Decisions', false, decisionKnobsFor(dataset, scenario.value.kind)),
    section('view', 'What is looked at: k and gain count here, the rest is for the page', true, {
      ...viewKnobs(scenario),
      threshold,
    }),
    section('drift', 'The next drift, for the page', false, driftKnobsFor(dataset)),
  ]
}

/** What links carry of the threshold where it is not each run's own. */
const threshold: Knob = {
  type: 'number',
  label: 'Threshold',
  help: 'Where scores become alerts on the page; where it is left out, each run chooses its own.',
  default: 0.5,
  min: 0,
  max: 1,
}

function section(
  id: 'world' | 'split' | 'decision' | 'view' | 'drift',
  label: string,
  isPlain: boolean,
  knobs: Knobs
): Section {
  return {
    ...{ id, label, isPlain, knobs },
    with: (lab, knob, value) => ({ ...lab, [id]: { ...lab[id], [knob]: value } }),
  }
}

function laneSection(id: string, model: string): Section {
  const { label, knobs } = modelOf(model)
  return {
    ...{ id, label, isPlain: false, knobs },
    with: (lab, knob, value) => ({
      ...lab,
      lanes: lab.lanes.map((lane) =>
        lane.id === id ? { ...lane, settings: { ...lane.settings, [knob]: value } } : lane
      ),
    }),
  }
}

function withSetting(document: LabDocument, id: string, value: string): LabDocument {
  const sections = sectionsOf(document)
  const [first, knob] = id.split('.', 2)
  const found = id.includes('.')
    ? sections.findLast((one) => one.id === first && Object.hasOwn(one.knobs, knob))
    : sections.find((one) => one.isPlain && Object.hasOwn(one.knobs, id))
  if (!found) throw new BadInput(unknownSetting(document, id, sections))
  const name = found.isPlain ? (knob ?? id) : knob
  return found.with(document, name, readNamed(found.knobs[name], id, value))
}

/** With the whole name in the error. */
function readNamed(knob: Knob, id: string, value: string): Setting {
  return readSetting({ [id]: knob }, id, value)
}

function unknownSetting(document: LabDocument, id: string, sections: readonly Section[]): string {
  const [first] = id.split('.', 1)
  const isModel = id.includes('.') && models.some((model) => model.id === first)
  if (isModel && !document.lanes.some((lane) => lane.id === first))
    return `unknown setting: ${id}; ${first} is not among the models, expected --models ${[...document.lanes.map(({ model }) => model), first].join(',')}`
  const names = sections.flatMap((one) =>
    Object.keys(one.knobs).map((knob) => (one.isPlain && !id.includes('.') ? knob : `${one.id}.${knob}`))
  )
  return unknown('setting', id, names, NAMED, `sim knobs ${document.scenario} lists them`)
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
