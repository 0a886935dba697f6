import { defaultsOf, type Settings } from '../../core/kernel/knobs.ts'
import { brief } from '../brief.ts'
import { recordOf } from '../record-of.ts'
import type { ScenarioFacts } from '../scenario-facts.ts'
import { sections, type RootSettings, type SectionSettings } from './index.ts'
import { knobsOf, whyLacking } from './of-scenario.ts'
import type { Section } from './section.ts'

const MOST_NAMED = 3

type Raw = Readonly<Record<string, unknown>>

/** Every section of what claims to be a lab; each departure is a note. */
export function readSections(scenario: ScenarioFacts, raw: Raw, notes: string[]): RootSettings & SectionSettings {
  const fields = sections.map((section: Section) => {
    const given = section.isRoot ? raw : recordOf(raw[section.id])
    return placed(section, readSection(section, scenario, given, notes))
  })
  return Object.assign({}, ...fields) as RootSettings & SectionSettings
}

/** One section, of a scenario that may lack it: then its defaults, and a note where something else was asked for. */
export function readSection(section: Section, scenario: ScenarioFacts, raw: Raw, notes: string[]): unknown {
  const given = withOlderNames(section, raw)
  const why = whyLacking(section, scenario)
  const read = section.read(scenario, why === null ? given : {})
  notes.push(...read.notes.map((note) => `${note}.`))
  const left = section.isFlat ? [] : leftOut(section, scenario, given)
  if (left.length > 0)
    notes.push(`${section.label}: ${left.join(', ')} left out; ${why ?? 'there is no such setting here'}.`)
  return read.settings
}

/** What was given and is not used, but for defaults of knobs that other scenarios have. */
function leftOut(section: Section, scenario: ScenarioFacts, given: Raw): string[] {
  const own = knobsOf(section, scenario)
  const defaults: Settings = defaultsOf(section.every ?? section.knobs(scenario))
  return Object.entries(given)
    .filter(([id, value]) => !Object.hasOwn(own, id) && !(Object.hasOwn(defaults, id) && defaults[id] === value))
    .slice(0, MOST_NAMED)
    .map(([id]) => brief(id))
}

function withOlderNames({ renamed = {} }: Section, raw: Raw): Raw {
  const older = Object.entries(renamed).filter(([old]) => Object.hasOwn(raw, old))
  return { ...Object.fromEntries(older.map(([old, knob]) => [knob, raw[old]])), ...without(raw, Object.keys(renamed)) }
}

function without(raw: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !keys.includes(key)))
}

/** The settings of a section where a lab has them. */
export function placed({ id, isRoot }: Section, settings: unknown): Raw {
  return isRoot ? (settings as Raw) : { [id]: settings }
}
