import { datasetOf } from '../../datasets/index.ts'
import { decisionKnobs } from '../core/decisions/knobs.ts'
import { changedSettings, readSetting, type Knob, type Knobs, type Setting } from '../core/kernel/knobs.ts'
import { models } from '../core/models/index.ts'
import type { DataFile } from '../core/training/run.ts'
import { splitKnobs, splitKnobsFor } from '../core/training/split-knobs.ts'
import {
  defaultDocument,
  freeLaneId,
  laneOfModel,
  MAX_LANES,
  parseDocument,
  type LabDocument,
  type Parsed,
  type Teach,
  type View,
} from '../scenarios/document.ts'
import { driftKnobs, labKnobs, viewKnobs } from '../scenarios/knobs.ts'
import { formatLink, MAX_LINK, parseLink } from '../scenarios/link.ts'
import { lacksFile } from '../scenarios/recipe.ts'
import type { Lane, Preset, Step } from '../scenarios/scenario.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'

/** Where the lab is kept as a link: the address bar in the page. */
export interface Address {
  hash(): string
  /** Writes over the current entry of the history. */
  replace(hash: string): void
  /** Adds an entry, so that Back returns to the one before. */
  push(hash: string): void
  /** Calls back when the reader moved through the history. Returns how to stop listening. */
  onMove(listener: () => void): () => void
}

/** The newest change of a knob: numbers that move afterwards say that it moved them. */
export interface Edit {
  readonly knob: Knob
  readonly from: Setting
  readonly to: Setting
}

/** The lab document as the page edits it; every edit lands in the address. */
export class LabState {
  document = $state.raw<LabDocument>(defaultDocument())
  /** Plain sentences about what a link or file had that could not be used. */
  notes = $state.raw<readonly string[]>([])
  /** The newest edit, until the lab is replaced. */
  edit = $state.raw<Edit | null>(null)
  /** The preset this lab started from, for its goal. */
  preset = $state.raw<Preset | null>(null)
  /** When it was opened: only what ran since then counts for its goal. */
  presetSince = $state(0)

  readonly scenario = $derived(scenarioOf(this.document.scenario))
  readonly dataset = $derived(datasetOf(this.scenario.dataset))
  readonly link = $derived(formatLink(this.document))
  readonly isLinkTooLong = $derived(this.link.length > MAX_LINK)

  readonly #address: Address
  #file: DataFile | null = null

  constructor(address: Address) {
    this.#address = address
    this.#take(parseLink(address.hash()))
    address.onMove(() => this.#move(parseLink(address.hash())))
  }

  setWorld(id: string, value: unknown): void {
    const to = readSetting(this.dataset.knobs, id, value)
    this.#note(this.dataset.knobs[id as keyof typeof this.dataset.knobs], this.document.world[id], to)
    this.#change({ world: { ...this.document.world, [id]: to } })
  }

  setSplit(id: string, value: unknown): void {
    const to = readSetting(splitKnobs, id, value)
    const key = id as keyof typeof splitKnobs
    this.#note(splitKnobs[key], this.document.split[key], to)
    this.#change({ split: { ...this.document.split, [id]: to } })
  }

  setSeed(value: unknown): void {
    const seed = readSetting(labKnobs, 'seed', value) as number
    this.#note(labKnobs.seed, this.document.seed, seed)
    this.#change({ seed })
  }

  setEngine(value: unknown): void {
    this.#change({ engine: readSetting(labKnobs, 'engine', value) as LabDocument['engine'] })
  }

  setDrift(id: string, value: unknown): void {
    const to = readSetting(driftKnobs, id, value)
    this.#change({ drift: { ...this.document.drift, [id]: to } })
  }

  setDecision(id: string, value: unknown): void {
    const to = readSetting(decisionKnobs, id, value)
    this.#change({ decision: { ...this.document.decision, [id]: to } })
  }

  setView(view: Partial<View>): void {
    this.#change({ view: { ...this.document.view, ...view } })
  }

  /** A knob of the view: cut-off k, gain, expected. */
  setViewKnob(id: string, value: unknown): void {
    this.setView({ [id]: readSetting(viewKnobs(this.scenario), id, value) })
  }

  setTeach(teach: Partial<Teach>): void {
    this.#change({ teach: { ...this.document.teach, ...teach } })
  }

  setLane(laneId: string, id: string, value: unknown): void {
    const lane = this.document.lanes.find((one) => one.id === laneId)
    if (!lane) return
    const knobs = knobsOf(lane)
    const to = readSetting(knobs, id, value)
    this.#note(knobs[id], lane.settings[id], to)
    this.#change({
      lanes: this.document.lanes.map((one) =>
        one.id === laneId ? { ...one, settings: { ...one.settings, [id]: to } } : one
      ),
    })
  }

  addLane(model: string): void {
    this.#addLane(laneOfModel(model, this.#freeLaneId(model)))
  }

  duplicateLane(laneId: string): void {
    const lane = this.document.lanes.find((one) => one.id === laneId)
    if (lane) this.#addLane({ ...lane, id: this.#freeLaneId(lane.model) })
  }

  /** Leaves the last one standing. */
  removeLane(laneId: string): void {
    const lanes = this.document.lanes.filter((lane) => lane.id !== laneId)
    if (lanes.length > 0) this.#change({ lanes })
  }

  /** Opens a step; Back returns to the one before. */
  go(step: Step): void {
    if (step === this.document.view.step) return
    this.document = { ...this.document, view: { ...this.document.view, step } }
    this.milestone()
  }

  /** Marks a point that Back returns to, such as a training. */
  milestone(): void {
    this.#address.push(this.link)
  }

  /** The scenario's own lab with a preset's changes; what a teacher set stays. */
  startFrom(preset: Preset): void {
    const { document } = parseDocument({
      scenario: this.document.scenario,
      engine: this.document.engine,
      world: preset.world,
      split: preset.split,
      lanes: preset.lanes,
      drift: preset.drift,
      view: { step: preset.step, metric: preset.metric },
      teach: this.document.teach,
    })
    this.#take({ document, notes: [] })
    this.#aim(preset)
    this.milestone()
  }

  /** Brings back the rows that a link cannot carry, where none have been brought since. */
  restoreFile(file: DataFile): void {
    if (lacksFile(this.document)) this.document = { ...this.document, file }
  }

  /** Another lab instead of this one, from a file or a scenario. */
  open(parsed: Parsed): void {
    this.#take(parsed)
    this.milestone()
  }

  dismissNotes(): void {
    this.notes = []
  }

  isHidden(id: string): boolean {
    return this.document.teach.hide.includes(id)
  }

  isLocked(id: string): boolean {
    return this.document.teach.lock.includes(id)
  }

  #addLane(lane: Lane): void {
    if (this.document.lanes.length < MAX_LANES) this.#change({ lanes: [...this.document.lanes, lane] })
  }

  #freeLaneId(model: string): string {
    return freeLaneId(
      model,
      this.document.lanes.map((lane) => lane.id)
    )
  }

  #note(knob: Knob, from: Setting, to: Setting): void {
    if (from !== to) this.edit = { knob, from, to }
  }

  #change(part: Partial<LabDocument>): void {
    this.document = { ...this.document, ...part }
    this.#address.replace(this.link)
  }

  #take({ document, notes }: Parsed): void {
    // A link cannot hold a file: the last one that was open stays.
    this.#file = document.file ?? this.document.file ?? this.#file
    this.document = lacksFile(document) ? { ...document, file: this.#file } : document
    this.notes = notes
    this.edit = null
    this.#aim(presetOf(document))
  }

  /** Back and Forward between the steps of one preset do not begin it anew. */
  #move(parsed: Parsed): void {
    const { preset, presetSince } = this
    this.#take(parsed)
    if (!preset || !presetsOf(parsed.document).includes(preset)) return
    this.preset = preset
    this.presetSince = presetSince
  }

  #aim(preset: Preset | null): void {
    this.preset = preset
    this.presetSince = Date.now()
  }
}

/** The knobs of a lane's model. */
export function knobsOf(lane: Lane): Knobs {
  return models.find((model) => model.id === lane.model)?.knobs ?? {}
}

/** Presets are recognised by what they change, so that a goal survives a link; a plain lab is none by itself. */
function presetOf(document: LabDocument): Preset | null {
  const [headline] = scenarioOf(document.scenario).metrics
  const presets = presetsOf(document).filter((preset) => !isPlain(preset))
  return presets.find(({ metric = headline }) => metric === document.view.metric) ?? presets[0] ?? null
}

function presetsOf(document: LabDocument): readonly Preset[] {
  const scenario = scenarioOf(document.scenario)
  const dataset = datasetOf(scenario.dataset)
  const { knobs } = dataset
  const splits = splitKnobsFor(dataset)
  const fingerprint = (lab: LabDocument): string =>
    JSON.stringify([changedSettings(knobs, lab.world), changedSettings(splits, lab.split), lab.lanes, lab.drift])
  const own = fingerprint(document)
  return scenario.presets.filter(({ world, split, lanes, drift }) => {
    return own === fingerprint(parseDocument({ scenario: scenario.id, world, split, lanes, drift }).document)
  })
}

function isPlain({ world, split, lanes, drift }: Preset): boolean {
  return Object.keys(world).length === 0 && !split && !lanes && !drift
}
