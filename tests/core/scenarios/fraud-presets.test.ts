import { describe, expect, test } from 'vitest'
import { createLab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { Settings } from '../../../src/core/kernel/knobs.ts'
import type { RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { parseDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import type { Preset, RunEvidence } from '../../../src/scenarios/scenario.ts'
import { scenarioOf } from '../../../src/scenarios/stories/index.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
/** Fewer rows and customers with more frauds, and labels not as late as in the story: the same lessons in seconds. */
const small = { rows: 40_000, customers: 2_000, baseRate: 0.02, labelDelay: 4 }

interface Turn {
  readonly world?: Settings
  readonly split?: Settings
  readonly settings?: RunEvidence['settings']
}

function presetOf(id: string, scenario = 'payment-fraud'): Preset {
  return scenarioOf(scenario).presets.find((preset) => preset.id === id)!
}

/** The lanes of a preset, trained headless on a small world as somebody who turned this would have trained them. */
async function evidenceOf(preset: Preset, { world, split, settings }: Turn = {}): Promise<RunEvidence[]> {
  const { document } = parseDocument({
    scenario: 'payment-fraud',
    world: { ...preset.world, ...small, ...world },
    split: { ...preset.split, ...split },
    lanes: preset.lanes?.map((lane) => ({ ...lane, settings: { ...lane.settings, ...settings } })),
  })
  const recipe = recipeOf(document)
  const lab = createLab(nodeHost)
  const { ceiling, trivial } = (await lab.tables.prepare(recipe, metrics)).test!
  const runs: RunEvidence[] = []
  for (const { id, model, settings } of document.lanes) {
    const spec: RunSpec = { id, lane: id, model, settings, recipe, engine: 'fused' }
    const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
    let next = await training.next()
    while (!next.done) next = await training.next()
    runs.push({ model, settings, ceiling, trivial, report: next.value, evaluations: [], recipe })
  }
  return runs
}

function reached({ reached: check }: Preset, runs: readonly RunEvidence[]): boolean {
  return check!({ runs, windows: [], driftTimes: [], retrainTimes: [], threshold: null, prevalence: null })
}

/** Each with the turns that its goal asks for; before the last of them it is not reached. */
const stories: readonly (readonly [id: string, turns: readonly Turn[]])[] = [
  ['weights-ruin-probabilities', [{ settings: { undo: true } }]],
  ['random-split-flatters', [{ split: { split: 'time' } }]],
  ['a-leak', [{ world: { leak: false } }]],
  ['labels-come-late', [{ split: { labels: 'known' } }, { split: { labels: 'final' } }]],
]

describe.each(stories)('the goal of %s', (id, turns) => {
  test('is reached as its story says, on rows really trained on', async () => {
    const preset = presetOf(id)
    const runs = await evidenceOf(preset)
    for (const turn of turns) {
      expect(reached(preset, runs)).toBe(false)
      runs.push(...(await evidenceOf(preset, turn)))
    }
    expect(reached(preset, runs)).toBe(true)
  })
})

describe('the goal of smote-on-its-merits', () => {
  const preset = presetOf('smote-on-its-merits')
  const scored = (lane: string, auc: number, prAuc: number): RunEvidence => {
    const { model, settings } = preset.lanes!.find(({ id }) => id === lane)!
    const values = { sampled: {}, expected: { auc, prAuc } }
    const run = { model, settings: { treatment: 'none', ...settings }, recipe: { settings: {}, split: {}, seed: 1 } }
    return { ...run, report: { test: values } } as unknown as RunEvidence
  }

  test('is reached where the single tree gains auc and loses average precision, and by no other pair', () => {
    const [tree, trees] = [scored('tree', 0.72, 0.09), scored('gbdt', 0.94, 0.46)]
    expect(reached(preset, [tree, scored('tree-smote', 0.81, 0.04)])).toBe(true)
    expect(reached(preset, [tree, scored('tree-smote', 0.81, 0.1)])).toBe(false)
    expect(reached(preset, [tree, scored('tree-smote', 0.7, 0.04)])).toBe(false)
    expect(reached(preset, [trees, scored('gbdt-smote', 0.95, 0.4)])).toBe(false)
  })
})

interface Facts extends Turn, Partial<Pick<RunEvidence, 'model'>> {
  readonly seed?: number
}

/** A run that reached this average precision, and an AUC above or below the best possible. */
function runOf(
  { world = { leak: false }, split = { split: 'prequential' }, seed = 1, ...facts }: Facts,
  prAuc: number,
  isAboveCeiling = false
): RunEvidence {
  const report = { test: { sampled: { prAuc, auc: isAboveCeiling ? 0.95 : 0.8 }, expected: {} } }
  const given = {
    model: 'gbdt',
    settings: {},
    recipe: { settings: world, split, seed },
    ...facts,
  }
  return { ...given, report, ceiling: { sampled: { auc: 0.9 }, expected: {} } } as unknown as RunEvidence
}

describe('a goal that turns one knob', () => {
  const leaky = { world: { leak: true } }
  const dealt = { split: { split: 'random' } }

  test('risk-without-delay compares one model on the same rows, whatever ran in between', () => {
    const preset = presetOf('risk-without-delay', 'fraud-handbook')
    const honest = runOf({}, 0.6)
    expect(reached(preset, [runOf(leaky, 0.8), runOf({ model: 'logistic' }, 0.9), honest])).toBe(true)
    expect(reached(preset, [runOf(leaky, 0.65), honest])).toBe(false)
    for (const other of [{ seed: 2 }, { model: 'logistic' }, { settings: { rounds: 1 } }, { split: { split: 'fold' } }])
      expect(reached(preset, [runOf({ ...leaky, ...other }, 0.8), honest])).toBe(false)
  })

  test('days-dealt-at-random is one of trees, on the same seed', () => {
    const preset = presetOf('days-dealt-at-random', 'fraud-handbook')
    expect(reached(preset, [runOf(dealt, 0.8), runOf({}, 0.6)])).toBe(true)
    expect(reached(preset, [runOf(dealt, 0.8), runOf({ seed: 2 }, 0.6)])).toBe(false)
    const logistic = { model: 'logistic' }
    expect(reached(preset, [runOf({ ...dealt, ...logistic }, 0.8), runOf(logistic, 0.6)])).toBe(false)
  })

  test('a-leak needs the same model on the same rows without it', () => {
    const preset = presetOf('a-leak')
    expect(reached(preset, [runOf(leaky, 0.8, true), runOf({}, 0.6)])).toBe(true)
    expect(reached(preset, [runOf(leaky, 0.8, true), runOf({ seed: 2 }, 0.6)])).toBe(false)
    expect(reached(preset, [runOf(leaky, 0.8, true), runOf({}, 0.6, true)])).toBe(false)
  })

  test('labels-come-late needs all three on the same rows', () => {
    const preset = presetOf('labels-come-late')
    const withLabels = (labels: string, prAuc: number, seed = 1) => runOf({ split: { labels }, seed }, prAuc)
    const early = [withLabels('asKnown', 0.5), withLabels('known', 0.4)]
    expect(reached(preset, [...early, withLabels('final', 0.6)])).toBe(true)
    expect(reached(preset, [...early, withLabels('final', 0.45)])).toBe(false)
    expect(reached(preset, [...early, withLabels('final', 0.6, 2)])).toBe(false)
  })
})
