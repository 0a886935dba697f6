import { parseDocument, type LabDocument } from './document.ts'
import type { Preset, Scenario } from './scenario.ts'
import { sections } from './sections/index.ts'

/** The lab that a preset of a scenario opens, with what else it is to hold. */
export function presetDocument(
  scenario: Pick<Scenario, 'id'>,
  preset: Preset,
  rest: Partial<Pick<LabDocument, 'engine' | 'teach'>> = {}
): LabDocument {
  const { lanes, step, metric } = preset
  return parseDocument({ ...rest, scenario: scenario.id, ...presetSettings(preset), lanes, view: { step, metric } })
    .document
}

/** Changed settings by section. */
export function presetSettings(preset: Preset): Readonly<Record<string, object>> {
  const given = Object.entries(preset).filter(([id]) => sections.some((section) => section.id === id))
  return Object.fromEntries(given)
}
