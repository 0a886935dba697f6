import { createLab, type Lab } from '../../../src/core/lab.ts'
import type { Settings } from '../../../src/core/kernel/knobs.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { parseDocument, type LabDocument } from '../../../src/scenarios/document.ts'
import { choiceOf, recipeOf, trainingChoiceOf } from '../../../src/scenarios/recipe.ts'
import type { Preset, RunEvidence } from '../../../src/scenarios/scenario.ts'

/** What the reader turns, beside the settings of the story. */
export interface Turn {
  readonly seed?: number
  readonly world?: Settings
  readonly split?: Settings
  /** Of every lane. */
  readonly settings?: Settings
  /** These lanes of the story only. */
  readonly lanes?: readonly string[]
}

/** The lab that a story opens, turned. */
export function openedLab(scenario: string, preset: Preset, turn: Turn = {}): LabDocument {
  const { document } = parseDocument({
    scenario,
    seed: turn.seed ?? 1,
    world: { ...preset.world, ...turn.world },
    split: { ...preset.split, ...turn.split },
    lanes: preset.lanes,
    drift: preset.drift,
  })
  const lanes = document.lanes.filter(({ id }) => turn.lanes?.includes(id) ?? true)
  return { ...document, lanes: lanes.map((lane) => ({ ...lane, settings: { ...lane.settings, ...turn.settings } })) }
}

/** Trains every lane of a lab, one after the other, as *Train* does. */
export async function trainedLanes(
  document: LabDocument,
  lab: Lab = createLab(nodeHost),
  recipe = recipeOf(document)
): Promise<RunEvidence[]> {
  const metrics = choiceOf(document)
  const data = await lab.tables.prepare(recipe, metrics)
  const { ceiling, trivial } = data.test ?? data.validation
  const runs: RunEvidence[] = []
  for (const { id, model, settings } of document.lanes) {
    const spec: RunSpec = { id, lane: id, model, settings, recipe, engine: 'fused' }
    const training = lab.runs.train(spec, { metrics: trainingChoiceOf(document), commands: commandQueue() })
    const evaluations: RunEvidence['evaluations'][number][] = []
    let next = await training.next()
    for (; !next.done; next = await training.next()) {
      if (next.value.type !== 'evaluation') continue
      const { rowsSeen, validation } = next.value
      evaluations.push({ rowsSeen, validation })
    }
    runs.push({ model, settings, ceiling, trivial, report: next.value, evaluations, recipe })
  }
  return runs
}

/** A story's lanes, trained as its reader would train them. */
export function played(scenario: string, preset: Preset, turn: Turn = {}): Promise<RunEvidence[]> {
  return trainedLanes(openedLab(scenario, preset, turn))
}
