import { parseDocument, type LabDocument } from '../scenarios/document.ts'
import { presetSettings } from '../scenarios/preset-document.ts'
import type { Preset } from '../scenarios/scenario.ts'
import { sections } from '../scenarios/sections/index.ts'
import type { Section } from '../scenarios/sections/section.ts'
import { changedIn } from '../scenarios/sections/settings.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'

/** Presets are recognised by what they change, so that a goal survives a link; a plain lab is none by itself. */
export function presetOf(document: LabDocument): Preset | null {
  const [headline] = scenarioOf(document.scenario).metrics
  const presets = presetsOf(document).filter((preset) => !isPlain(preset))
  return presets.find(({ metric = headline }) => metric === document.view.metric) ?? presets[0] ?? null
}

/** Every preset that a lab is as it begins. */
export function presetsOf(document: LabDocument): readonly Preset[] {
  const scenario = scenarioOf(document.scenario)
  const own = fingerprint(document)
  return scenario.presets.filter((preset) => {
    const settings = presetSettings(preset)
    return own === fingerprint(parseDocument({ scenario: scenario.id, ...settings, lanes: preset.lanes }).document)
  })
}

function fingerprint(lab: LabDocument): string {
  const compared = sections.filter(({ isOfPresets }: Section) => isOfPresets)
  return JSON.stringify([compared.map((section) => changedIn(lab, section)), lab.lanes])
}

function isPlain(preset: Preset): boolean {
  const settings = Object.values(presetSettings(preset)).flatMap((section) => Object.keys(section))
  return settings.length === 0 && !preset.lanes
}
