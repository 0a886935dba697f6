import * as v from 'valibot'
import { datasetOf } from '../../datasets/index.ts'
import { parseSettings, type Settings } from '../core/kernel/knobs.ts'
import { models } from '../core/models/index.ts'
import type { DataFile } from '../core/training/run.ts'
import { brief } from './brief.ts'
import { parseFileChoices, type FileChoices } from './file-choices.ts'
import { CURRENT_VERSION, migrate } from './migrations.ts'
import { recordOf } from './record-of.ts'
import type { Lane } from './scenario.ts'
import { sections, type RootSettings, type SectionSettings } from './sections/index.ts'
import type { Section } from './sections/section.ts'
import { readSections } from './sections/reading.ts'
import { scenarioOf, scenarios, usualScenario } from './stories/index.ts'

/**
 * The whole state of a piece of work; a link, a file and a run of the headless runner are all one of these. Each section
 * (`sections/`) has its settings here, every knob set.
 */
export interface LabDocument extends RootSettings, SectionSettings {
  readonly version: 1
  readonly scenario: string
  /** Every knob of every entrant. */
  readonly lanes: readonly Lane[]
  /** The person's own rows; a lab file carries how they are read (`file-choices.ts`), a link nothing of them. */
  readonly file: DataFile | null
  readonly teach: Teach
}

/** What a teacher decided: ids of hidden and locked controls and pictures, a task, presenter size, and what stands open. */
export interface Teach {
  readonly hide: readonly string[]
  readonly lock: readonly string[]
  readonly task: string
  readonly presenter: boolean
  /** Groups of pictures that stand open; all others are closed. */
  readonly open: readonly string[]
}

/** A document that can be trusted, and one plain sentence for each thing that had to be changed. */
export interface Parsed {
  readonly document: LabDocument
  readonly notes: readonly string[]
  /** How the file is read that the document is on; its rows are still to be brought. */
  readonly file?: FileChoices
}

export const MAX_LANES = 4
const MAX_TASK = 600
const MAX_IDS = 300
/** Steps that a link may hide or lock by their bare names; `models` means adding and removing models. */
const STEPS = ['data', 'evaluation', 'decisions', 'operation']

/** @throws one line where there is no such scenario */
export function defaultDocument(scenarioId: string = usualScenario.id): LabDocument {
  const scenario = scenarioOf(scenarioId)
  return parseDocument({ version: CURRENT_VERSION, scenario: scenario.id }).document
}

/**
 * Reads what claims to be a lab, of any version, from anywhere. Never throws: what is out of range is clamped, what is
 * unknown is ignored, and what is no lab at all gives the default one; each departure is a note.
 */
export function parseDocument(raw: unknown): Parsed {
  const envelope = v.safeParse(envelopeSchema, raw)
  if (!envelope.success || Array.isArray(raw)) return fallback('This is not a Skewlab lab')
  const migrated = migrate(envelope.output)
  const given = migrated.lab
  const notes: string[] = [...migrated.notes]
  const scenario = scenarios.find((one) => one.id === given.scenario) ?? usualScenario
  if (given.scenario !== undefined && given.scenario !== scenario.id)
    notes.push(`There is no scenario ${brief(given.scenario)} here; using ${scenario.label}.`)
  const dataset = datasetOf(scenario.dataset)
  if (typeof given.worldVersion === 'number' && given.worldVersion !== dataset.version)
    notes.push('This lab was made with another version of this world, so its numbers will differ a little.')

  const settings = readSections(scenario, given, notes)
  const lanes = parseLanes(given.lanes, scenario.lanes, notes)
  const file = dataset.fromFile ? parseFileChoices(given.file, notes) : null
  return {
    document: {
      ...settings,
      version: CURRENT_VERSION,
      scenario: scenario.id,
      lanes,
      file: null,
      teach: parseTeach(recordOf(given.teach), notes),
    },
    notes,
    ...(file && { file }),
  }
}

/** The default lab, and why it is shown. */
export function fallback(reason: string): Parsed {
  return { document: defaultDocument(), notes: [`${reason}, so here is the default one.`] }
}

/** A lane id not yet taken: the model's own, or with a number. */
export function freeLaneId(model: string, taken: readonly string[]): string {
  let id = model
  for (let next = 2; taken.includes(id); next++) id = `${model}-${next}`
  return id
}

/** A lane with every knob of its model set. @throws one line where there is no such model */
export function laneOfModel(model: string, id: string, changed: Settings = {}): Lane {
  const kind = models.find((one) => one.id === model)
  if (!kind) throw new Error(`unknown model: ${model}; expected one of ${models.map((one) => one.id).join(', ')}`)
  return { id, model, settings: parseSettings(kind.knobs, changed).settings }
}

const envelopeSchema = v.looseObject({
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  worldVersion: v.optional(v.unknown()),
  scenario: v.optional(v.unknown()),
})

const laneSchema = v.looseObject({ id: v.optional(v.string()), model: v.string(), settings: v.optional(v.unknown()) })
const idSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{0,59}$/i))
const laneIdSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  v.notValues(sections.filter(({ isFlat }: Section) => !isFlat).map(({ id }) => id))
)

function parseLanes(raw: unknown, defaults: readonly Lane[], notes: string[]): readonly Lane[] {
  const given = raw === undefined ? defaults : Array.isArray(raw) ? raw.slice(0, MAX_LANES) : []
  if (Array.isArray(raw) && raw.length > MAX_LANES)
    notes.push(`Up to ${MAX_LANES} models race at once; the rest is left out.`)
  const lanes: Lane[] = []
  for (const entry of given) {
    const parsed = v.safeParse(laneSchema, entry)
    const model = parsed.success ? models.find((one) => one.id === parsed.output.model) : undefined
    if (!parsed.success || !model) {
      notes.push(`There is no model ${brief(parsed.success ? parsed.output.model : entry)} here; it is left out.`)
      continue
    }
    const taken = lanes.map((lane) => lane.id)
    const wanted = v.safeParse(laneIdSchema, parsed.output.id)
    const id = wanted.success && !taken.includes(wanted.output) ? wanted.output : freeLaneId(model.id, taken)
    const read = parseSettings(model.knobs, recordOf(parsed.output.settings))
    notes.push(...read.notes.map((note) => `${model.label}: ${note}.`))
    lanes.push({ id, model: model.id, settings: read.settings })
  }
  if (lanes.length > 0) return lanes
  if (raw !== undefined) notes.push('No model was left to race; using those of the scenario.')
  return defaults.map((lane) => laneOfModel(lane.model, lane.id, lane.settings))
}

function parseTeach(raw: Readonly<Record<string, unknown>>, notes: string[]): Teach {
  const task = typeof raw.task === 'string' ? raw.task : ''
  if (task.length > MAX_TASK) notes.push(`The task text is cut at ${MAX_TASK} characters.`)
  const hide = ids(raw.hide)
  return {
    hide,
    lock: ids(raw.lock).filter((id) => !hide.includes(id)),
    task: task.slice(0, MAX_TASK),
    presenter: raw.presenter === true || raw.presenter === 'true' || raw.presenter === '1',
    open: ids(raw.open),
  }
}

function ids(raw: unknown): readonly string[] {
  if (!Array.isArray(raw)) return []
  const named = raw.filter((id): id is string => v.is(idSchema, id))
  return [...new Set(named.map((id) => (STEPS.includes(id) ? `step-${id}` : id)))].slice(0, MAX_IDS)
}
