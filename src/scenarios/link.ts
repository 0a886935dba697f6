import { datasetOf } from '../../datasets/index.ts'
import { changedSettings } from '../core/kernel/knobs.ts'
import { models } from '../core/models/index.ts'
import { fallback, freeLaneId, parseDocument, type LabDocument, type Parsed } from './document.ts'
import { CURRENT_VERSION } from './migrations.ts'
import type { Lane } from './scenario.ts'
import { sections } from './sections/index.ts'
import { nameOf } from './sections/of-scenario.ts'
import type { Section } from './sections/section.ts'
import { changedIn } from './sections/settings.ts'
import { scenarioOf, usualScenario } from './stories/index.ts'

/** Longer links are cut by mail and chat programs: offer a file instead. */
export const MAX_LINK = 2_000
const MAX_READ = 20_000

/**
 * The lab as the part of a link after `#`: `lab=1&seed=7&baseRate=0.001&models=logistic,dcn-v2&dcn-v2.rate=0.003`.
 * Only what differs from the scenario's defaults is written; the world's version always is.
 */
export function formatLink(document: LabDocument): string {
  const scenario = scenarioOf(document.scenario)
  const dataset = datasetOf(scenario.dataset)
  const pairs: [string, unknown][] = [
    ['lab', CURRENT_VERSION],
    ['scenario', scenario.id],
    ['world', dataset.version],
  ]
  const add = (section: Section): void => {
    for (const [knob, value] of Object.entries(changedIn(document, section))) pairs.push([nameOf(section, knob), value])
  }
  const begins = sections.filter(isBeforeLanes)
  begins.forEach(add)
  addLanes(document.lanes, scenario.lanes, pairs)
  sections.filter((section) => !begins.includes(section)).forEach(add)
  const { hide, lock, task, presenter, open } = document.teach
  if (hide.length > 0) pairs.push(['hide', hide.join(',')])
  if (lock.length > 0) pairs.push(['lock', lock.join(',')])
  if (task) pairs.push(['task', task])
  if (presenter) pairs.push(['presenter', true])
  if (open.length > 0) pairs.push(['open', open.join(',')])
  return pairs.map(([key, value]) => `${key}=${encode(String(value))}`).join('&')
}

/** Reads a link's hash, with or without its `#`; never throws. No hash at all is the default lab, without a note. */
export function parseLink(hash: string): Parsed {
  const text = hash.replace(/^#/, '')
  if (text === '') return { document: parseDocument({}).document, notes: [] }
  if (text.length > MAX_READ) return fallback('This link is too long to be a lab')
  const pairs = new URLSearchParams(text)
  if (!/^\d{1,6}$/.test(pairs.get('lab') ?? '')) return fallback('This link is damaged or not a lab')
  return parseDocument(labOf(pairs))
}

function labOf(pairs: URLSearchParams): Record<string, unknown> {
  const record = (keep: (key: string) => string | null): Record<string, unknown> => {
    const entries: [string, string][] = []
    for (const [key, value] of pairs) {
      const name = keep(key)
      if (name !== null && name !== '') entries.push([name, value])
    }
    return Object.fromEntries(entries)
  }
  const after = (prefix: string) => (key: string) => (key.startsWith(prefix) ? key.slice(prefix.length) : null)
  const version = Number(pairs.get('lab'))
  const flat = record((key) => (key.includes('.') ? null : key))
  if (version === 0 && typeof flat.ctr === 'string') flat.ctr = Number(flat.ctr)
  const lanes = pairs.has('models') ? lanesOf(pairs.get('models') ?? '', (id) => record(after(`${id}.`))) : undefined
  const inLink = (section: Section): [string, unknown][] => {
    if (!section.isFlat) return [[section.id, record(after(`${section.id}.`))]]
    return section.isRoot ? Object.entries(flat).filter(([key]) => rootKeys.includes(key)) : [[section.id, flat]]
  }
  return {
    version,
    worldVersion: pairs.has('world') ? Number(pairs.get('world')) : undefined,
    scenario: pairs.get('scenario') ?? undefined,
    ...Object.fromEntries(sections.flatMap(inLink)),
    lanes,
    teach: {
      hide: listOf(pairs.get('hide')),
      lock: listOf(pairs.get('lock')),
      task: pairs.get('task') ?? '',
      presenter: pairs.get('presenter') ?? false,
      open: listOf(pairs.get('open')),
    },
  }
}

/** Keys that are fields of the lab itself. */
const rootKeys = sections.flatMap((section: Section) =>
  section.isRoot ? Object.keys(section.knobs(usualScenario)) : []
)

/** What decides on which rows the models race comes before them. */
function isBeforeLanes({ isRoot, recipe }: Section): boolean {
  return isRoot === true || recipe !== undefined
}

function addLanes(lanes: readonly Lane[], defaults: readonly Lane[], pairs: [string, unknown][]): void {
  const entries: string[] = []
  const settings: [string, unknown][] = []
  const taken: string[] = []
  for (const lane of lanes) {
    entries.push(lane.id === freeLaneId(lane.model, taken) ? lane.model : `${lane.id}:${lane.model}`)
    taken.push(lane.id)
    const knobs = models.find((model) => model.id === lane.model)?.knobs ?? {}
    for (const [id, value] of Object.entries(changedSettings(knobs, lane.settings)))
      settings.push([`${lane.id}.${id}`, value])
  }
  const usual = defaults.map((lane) => lane.model).join(',')
  const plain = defaults.every((lane) => Object.keys(lane.settings).length === 0)
  if (plain && settings.length === 0 && entries.join(',') === usual) return
  pairs.push(['models', entries.join(',')], ...settings)
}

function lanesOf(list: string, settingsOf: (id: string) => Record<string, unknown>) {
  const taken: string[] = []
  return listOf(list).map((entry) => {
    const [first, second] = entry.split(':', 2)
    const model = second ?? first
    const id = second === undefined ? freeLaneId(model, taken) : first
    taken.push(id)
    return { id, model, settings: settingsOf(id) }
  })
}

function listOf(text: string | null): string[] {
  return text ? text.split(',', 400).filter((entry) => entry !== '') : []
}

/** Percent-encoding that leaves a link readable where a hash allows it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/%20/g, '+')
}
