import { datasetOf } from '../../datasets/index.ts'
import { changedSettings } from '../core/kernel/knobs.ts'
import { splitKnobsFor } from '../core/training/split-knobs.ts'
import { parseDocument, type LabDocument } from '../scenarios/document.ts'
import type { Preset } from '../scenarios/scenario.ts'
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
