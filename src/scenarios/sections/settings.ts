import { changedSettings, readSetting, type Setting, type Settings } from '../../core/kernel/knobs.ts'
import type { RowField } from '../../core/training/row-settings.ts'
import type { Recipe } from '../../core/training/run.ts'
import type { LabDocument } from '../document.ts'
import { scenarioOf } from '../stories/index.ts'
import { sections } from './index.ts'
import { knobsOf, nameOf, whyLacking } from './of-scenario.ts'
import { placed } from './reading.ts'
import type { Section } from './section.ts'

/** The settings of a section in a lab, as its knobs have them. */
export function settingsIn(document: LabDocument, section: Section): Settings {
  return section.write(fieldsOf(document, section))
}

/** Those that differ from the defaults of the scenario: none where it lacks the section. */
export function changedIn(document: LabDocument, section: Section): Settings {
  return changedSettings(knobsOf(section, scenarioOf(document.scenario)), settingsIn(document, section))
}

/** The settings of a lab that its rows follow from, as recipes have them. */
export function rowSettingsIn(document: LabDocument): Pick<Recipe, RowField> {
  const ofRows = sections.flatMap((section: Section) =>
    section.recipe ? [[section.recipe, fieldsOf(document, section)] as const] : []
  )
  return Object.fromEntries(ofRows) as Pick<Recipe, RowField>
}

/**
 * A lab with one setting changed, read strictly.
 * @throws one line with the value and what is allowed, or why the scenario has no such setting
 */
export function withSetting(document: LabDocument, section: Section, knob: string, value: unknown): LabDocument {
  const scenario = scenarioOf(document.scenario)
  const why = whyLacking(section, scenario)
  if (why !== null) throw new Error(`${nameOf(section, knob)} cannot be set: ${why}`)
  const setting: Setting = readSetting(section.knobs(scenario), knob, value)
  const { settings } = section.read(scenario, { ...settingsIn(document, section), [knob]: setting })
  return { ...document, ...placed(section, settings) }
}

function fieldsOf(document: LabDocument, { id, isRoot }: Section): unknown {
  return isRoot ? document : (document as LabDocument & Readonly<Record<string, unknown>>)[id]
}
