import type { Knobs } from '../../core/kernel/knobs.ts'
import type { ScenarioFacts } from '../scenario-facts.ts'
import { sections, type SectionId } from './index.ts'
import type { Section } from './section.ts'

/** The sections that a scenario has. */
export function sectionsOf(scenario: ScenarioFacts): readonly Section[] {
  return sections.filter((section) => whyLacking(section, scenario) === null)
}

/** Why a scenario has not this section, in one line; null where it has. */
export function whyLacking(section: Section, scenario: ScenarioFacts): string | null {
  if (section.step !== null && !scenario.steps.includes(section.step))
    return `${scenario.label} has no step ${section.step}`
  return section.lacking?.(scenario) ?? null
}

export function sectionOf(id: SectionId): Section {
  return sections.find((section) => section.id === id)!
}

/** The knobs of a section in a scenario; none where it lacks the section. */
export function knobsOf(section: Section, scenario: ScenarioFacts): Knobs {
  return whyLacking(section, scenario) === null ? section.knobs(scenario) : {}
}

/** Knobs that go by their bare names in a scenario: an error may name one. */
export function flatKnobs(scenario: ScenarioFacts): Knobs {
  const flat = sectionsOf(scenario).filter(({ isFlat }) => isFlat)
  return Object.assign({}, ...flat.map((section) => section.knobs(scenario))) as Knobs
}

/** A knob as links and teachers name it: `baseRate`, `decision.capacity`. */
export function nameOf({ id, isFlat }: Pick<Section, 'id' | 'isFlat'>, knob: string): string {
  return isFlat ? knob : `${id}.${knob}`
}
