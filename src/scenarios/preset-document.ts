import { parseDocument, type LabDocument } from './document.ts'
import type { Preset, Scenario } from './scenario.ts'

/** The lab that a preset of a scenario opens. */
export function presetDocument(
  scenario: Pick<Scenario, 'id'>,
  { world, split, lanes, drift, step, metric }: Preset
): LabDocument {
  return parseDocument({ scenario: scenario.id, world, split, lanes, drift, view: { step, metric } }).document
}
