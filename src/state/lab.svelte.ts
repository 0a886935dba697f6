import { datasetOf } from '../../datasets/index.ts'
import { readSetting, type Knob, type Setting } from '../core/kernel/knobs.ts'
import type { DataFile } from '../core/training/run.ts'
import {
  defaultDocument,
  freeLaneId,
  laneOfModel,
  MAX_LANES,
  type LabDocument,
  type Parsed,
  type Teach,
} from '../scenarios/document.ts'
import { formatLink, MAX_LINK, parseLink } from '../scenarios/link.ts'
import { scenarioOfFiles } from '../scenarios/of-file.ts'
import { presetDocument } from '../scenarios/preset-document.ts'
import { lacksFile } from '../scenarios/recipe.ts'
import type { Lane, Preset } from '../scenarios/scenario.ts'
import type { SectionId } from '../scenarios/sections/index.ts'
import { sectionOf } from '../scenarios/sections/of-scenario.ts'
import { settingsIn, withSetting } from '../scenarios/sections/settings.ts'
import type { View } from '../scenarios/sections/view.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import { documentForFile } from './document-for-file.ts'
import { fileKey as keyOfFile } from './file-key.ts'
import { knobsOf } from './knobs-of.ts'
import type { Address } from './lab-address.ts'
import { KeptLabs } from './kept-labs.ts'
import { presetOf, presetsOf } from './preset-of.ts'
import { splitNote } from './split-note.ts'

const OWN = scenarioOfFiles()

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

  /** The key of the file that a lab of own data is about, though its rows may still be lacking. */
  fileKey = $state<string | null>(null)
  readonly #address: Address
  readonly #kept: KeptLabs
  /** Files that were open in this tab, by key. */
  readonly #files = new Map<string, DataFile>()

  constructor(address: Address, kept = new KeptLabs()) {
    this.#address = address
    this.#kept = kept
    this.fileKey = address.file()
    this.#take(parseLink(address.hash()))
    address.onMove(() => this.#move(parseLink(address.hash())))
  }

  /** @throws one line with the value and what is allowed */
  set(id: SectionId, knob: string, value: unknown): void {
    const section = sectionOf(id)
    const { document } = this
    const changed = withSetting(document, section, knob, value)
    const [from, to] = [document, changed].map((lab) => settingsIn(lab, section)[knob])
    if (section.movesNumbers) this.#note(section.knobs(this.scenario)[knob], from, to)
    this.#change(changed)
  }

  setView(view: Partial<View>): void {
    this.#change({ view: { ...this.document.view, ...view } })
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
  go(step: string): void {
    if (step === this.document.view.step) return
    this.document = { ...this.document, view: { ...this.document.view, step } }
    this.#keep()
    this.milestone()
  }

  /** Marks a point that Back returns to, such as a training. */
  milestone(): void {
    this.#address.push(this.link, this.#ownKey)
  }

  /** A scenario's lab as it was left, or as it begins; what a teacher set stays. */
  openScenario(id: string, step?: string): void {
    const key = this.#kept.latestFile(id)
    const kept = this.#kept.labOf(id, key)
    const { view, ...document } = kept?.document ?? defaultDocument(id)
    if (kept && key !== null) this.fileKey = key
    const { teach } = this.document
    this.#take({ document: { ...document, view: step ? { ...view, step } : view, teach }, notes: [] }, kept?.since)
    this.milestone()
  }

  /** The defaults of the scenario, on the same rows where they are the person's own; what a teacher set stays. */
  reset(): void {
    const { scenario, file, teach } = this.document
    const document = { ...defaultDocument(scenario), teach }
    this.#take({ document: file ? documentForFile(document, file) : document, notes: [] })
    this.milestone()
  }

  /**
   * The lab of a file as it was left; of a new one as the lab without a file is, which a link may have set. What a teacher
   * set stays.
   */
  onFile(file: DataFile): LabDocument {
    const { document, fileKey: key } = this
    const isOwn = document.scenario === OWN
    if (isOwn && (key === null || key === keyOfFile(file))) return documentForFile(document, file)
    const own = this.#kept.labOfFile(OWN, keyOfFile(file)) ?? defaultDocument(OWN)
    const step = isOwn ? document.view.step : 'data'
    return documentForFile({ ...own, view: { ...own.view, step }, teach: document.teach }, file)
  }

  /** The scenario's own lab with a preset's changes; what a teacher set stays. */
  startFrom(preset: Preset): void {
    const { engine, teach } = this.document
    const document = presetDocument(this.scenario, preset, { engine, teach })
    this.#take({ document, notes: [] })
    this.#aim(preset)
    this.milestone()
  }

  /** The file of the newest lab of own data in this tab. */
  get lastFileKey(): string | null {
    return this.fileKey ?? this.#kept.latestFile(OWN)
  }

  /** Brings back the rows that a link cannot carry, now or once their lab is opened; others that were brought since stay. */
  restoreFile(file: DataFile): void {
    this.#files.set(keyOfFile(file), file)
    if (!lacksFile(this.document) || (this.fileKey !== null && this.fileKey !== keyOfFile(file))) return
    this.#change(this.#placed({ ...this.document, file }))
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
    const taken = this.document.lanes.map((lane) => lane.id)
    return freeLaneId(model, taken)
  }

  #note(knob: Knob, from: Setting, to: Setting): void {
    if (from !== to) this.edit = { knob, from, to }
  }

  #change(part: Partial<LabDocument>): void {
    this.document = { ...this.document, ...part }
    this.#address.replace(this.link, this.#ownKey)
    this.#keep()
  }

  #take({ document, notes }: Parsed, since?: number): void {
    const placed = this.#placed(document)
    this.document = placed
    this.notes = placed.split.split === document.split.split ? notes : [...notes, splitNote(placed)]
    this.edit = null
    this.#aim(presetOf(document), since)
  }

  /** A link cannot hold a file: the one that the lab is about stays, and its rows are parted as they can be. */
  #placed(document: LabDocument): LabDocument {
    if (document.scenario !== OWN) return document
    if (document.file) {
      this.fileKey = keyOfFile(document.file)
      this.#files.set(this.fileKey, document.file)
      return document
    }
    const file = this.fileKey === null ? undefined : this.#files.get(this.fileKey)
    return file ? documentForFile(document, file) : document
  }

  /** Back and Forward between the steps of one preset do not begin it anew. */
  #move(parsed: Parsed): void {
    const { preset, presetSince } = this
    this.fileKey = this.#address.file() ?? this.fileKey
    const isSame = preset && presetsOf(parsed.document).includes(preset)
    this.#take(parsed, isSame ? presetSince : undefined)
    if (isSame) this.preset = preset
  }

  #aim(preset: Preset | null, since = Date.now()): void {
    this.preset = preset
    this.presetSince = since
    this.#keep()
  }

  /** null in a lab that is of no file. */
  get #ownKey(): string | null {
    return this.document.scenario === OWN ? this.fileKey : null
  }

  #keep(): void {
    this.#kept.keep(this.document, this.#ownKey, this.presetSince)
  }
}
