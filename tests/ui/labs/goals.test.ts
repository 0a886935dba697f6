import { describe, expect, it } from 'vitest'
import type { WindowReport } from '../../../src/core/lab.ts'
import type { MetricValues } from '../../../src/core/metrics/metric.ts'
import type { Settings } from '../../../src/core/kernel/knobs.ts'
import type { Recipe } from '../../../src/core/training/run.ts'
import type { Preset } from '../../../src/scenarios/scenario.ts'
import { scenarioOf } from '../../../src/scenarios/stories/index.ts'
import { evidenceOf } from '../../../src/state/evidence.ts'
import { finishedRun } from './finished-run.ts'

const nothing = { windows: [], events: [] }

type Runs = Parameters<typeof evidenceOf>[0]
type Traffic = Parameters<typeof evidenceOf>[1]

interface Lived {
  readonly traffic?: Traffic
  readonly threshold?: number | null
  readonly prevalence?: number | null
  readonly since?: number
}

function presetOf(id: string): Preset {
  const preset = scenarioOf('ad-ctr').presets.find((one) => one.id === id)
  if (!preset) throw new Error(`no preset ${id}`)
  return preset
}

/** Whether the goal of a preset is reached by these runs. */
function reached(id: string, runs: Runs, lived: Lived = {}) {
  const { traffic = nothing, threshold = null, prevalence = null, since = 0 } = lived
  const preset = presetOf(id)
  return preset.reached?.(evidenceOf(runs, traffic, { preset, since, threshold, prevalence }))
}

/** Rows of a preset's own world, with other settings of world, split or seed where asked for. */
function rowsOf(id: string, changes: { world?: Settings; split?: 'random' | 'time'; seed?: number } = {}): Recipe {
  const { recipe } = finishedRun(0).spec
  const { world } = presetOf(id)
  return {
    ...recipe,
    settings: { ...recipe.settings, ...world, ...changes.world },
    split: { ...recipe.split, split: changes.split ?? recipe.split.split },
    seed: changes.seed ?? recipe.seed,
  }
}

/** The recorded run with other numbers in its report. */
function scored(laneIndex: 0 | 1, metrics: MetricValues, changes: Parameters<typeof finishedRun>[1] = {}) {
  const run = finishedRun(laneIndex, changes)
  const values = { sampled: metrics, expected: metrics }
  if (run.report) run.report = { ...run.report, validation: values, test: values }
  return run
}

describe('goals of presets, on what really ran', () => {
  it('default race: DCN-V2 closes half of the gap of the recorded logistic regression', () => {
    expect(reached('default-race', [finishedRun(0), finishedRun(1)])).toBe(true)
    expect(reached('default-race', [finishedRun(1)])).toBe(false)
  })

  it('default race: a run that was stopped does not count', () => {
    const stopped = finishedRun(1)
    stopped.status = 'stopped'
    expect(reached('default-race', [finishedRun(0), stopped])).toBe(false)
  })

  it('default race: runs from before it was opened do not count', () => {
    expect(reached('default-race', [finishedRun(0), finishedRun(1)], { since: 5 })).toBe(false)
  })

  it('default race: the two must have raced on the same rows, in the default world', () => {
    const on = (laneIndex: 0 | 1, changes: Parameters<typeof rowsOf>[1]) =>
      finishedRun(laneIndex, { recipe: rowsOf('default-race', changes) })
    expect(reached('default-race', [on(0, { seed: 7 }), on(1, { seed: 7 })])).toBe(true)
    expect(reached('default-race', [on(0, { seed: 7 }), on(1, { seed: 8 })])).toBe(false)
    const elsewhere = { world: { crossStrength: 2 } }
    expect(reached('default-race', [on(0, elsewhere), on(1, elsewhere)])).toBe(false)
    expect(reached('default-race', [on(0, { split: 'random' }), on(1, { split: 'random' })])).toBe(false)
  })

  it('crosses by hand: only a lift of 0.02 AUC counts', () => {
    const plain = scored(0, { auc: 0.8 }, { settings: { crosses: 'none' } })
    const lifted = (auc: number) => scored(0, { auc }, { settings: { crosses: 'true' } })
    expect(reached('crosses-by-hand', [plain, lifted(0.821)])).toBe(true)
    expect(reached('crosses-by-hand', [plain, lifted(0.81)])).toBe(false)
  })

  it('accuracy paradox: the reader must move the threshold low enough, in its own world', () => {
    const runs = [finishedRun(1, { recipe: rowsOf('accuracy-paradox') })]
    expect(reached('accuracy-paradox', runs)).toBe(false)
    expect(reached('accuracy-paradox', runs, { threshold: 0.99 })).toBe(false)
    expect(reached('accuracy-paradox', runs, { threshold: 0.01 })).toBe(true)
    expect(reached('accuracy-paradox', [finishedRun(1)], { threshold: 0.01 })).toBe(false)
  })

  it('ROC looks too good: the reader must thin positives to one in a thousand, in its own world', () => {
    const runs = [finishedRun(1, { recipe: rowsOf('roc-flatters') })]
    const elsewhere = [finishedRun(1, { recipe: rowsOf('roc-flatters', { world: { baseRate: 0.001 } }) })]
    expect(reached('roc-flatters', runs)).toBe(false)
    expect(reached('roc-flatters', runs, { prevalence: 0.02 })).toBe(false)
    expect(reached('roc-flatters', runs, { prevalence: 0.001 })).toBe(true)
    expect(reached('roc-flatters', elsewhere, { prevalence: 0.001 })).toBe(false)
  })

  it('one epoch too many: the last evaluation must be near the best one, after two epochs', () => {
    const trained = (last: number, epochs: number) => {
      const run = finishedRun(1, { settings: { epochs } })
      run.evaluations = [0.12, 0.1, last].map((logLoss, i) => ({
        rowsSeen: 1_000 * i,
        epoch: i,
        validation: { sampled: { logLoss }, expected: {} },
      }))
      return reached('one-epoch-too-many', [run])
    }
    expect(trained(0.1004, 2)).toBe(true)
    expect(trained(0.11, 2)).toBe(false)
    expect(trained(0.1, 1)).toBe(false)
  })

  it('one epoch too many: the weights that were kept count, not those at which early stopping noticed', () => {
    const run = finishedRun(1, { settings: { epochs: 4 } })
    const losses = [0.12, 0.1, 0.104]
    run.evaluations = losses.map((logLoss, i) => ({
      rowsSeen: 1_000 * i,
      epoch: i,
      validation: { sampled: { logLoss }, expected: {} },
    }))
    const keeping = (bestRowsSeen: number) => {
      run.report = { ...run.report!, bestRowsSeen }
      return reached('one-epoch-too-many', [run])
    }
    expect(keeping(1_000)).toBe(true)
    expect(keeping(2_000)).toBe(false)
  })

  it('crosses off: both must agree, in a world without crosses', () => {
    const recipe = rowsOf('crosses-off')
    const low = scored(0, { auc: 0.8 }, { recipe })
    const near = scored(1, { auc: 0.803 }, { recipe })
    const far = scored(1, { auc: 0.82 }, { recipe })
    expect(reached('crosses-off', [low, near])).toBe(true)
    expect(reached('crosses-off', [low, far])).toBe(false)
    expect(reached('crosses-off', [scored(0, { auc: 0.8 }), scored(1, { auc: 0.8 })])).toBe(false)
  })

  it('random split: needs both splits on one world and seed, and the random one to flatter beyond noise', () => {
    const by = (split: 'random' | 'time', auc: number, seed = 1) =>
      scored(1, { auc }, { recipe: rowsOf('random-split-leaks', { split, seed }), id: split })
    const id = 'random-split-leaks'
    expect(reached(id, [by('random', 0.85)])).toBe(false)
    expect(reached(id, [by('random', 0.85), by('time', 0.8)])).toBe(true)
    expect(reached(id, [by('random', 0.8), by('time', 0.85)])).toBe(false)
    expect(reached(id, [by('random', 0.802), by('time', 0.8)])).toBe(false)
    expect(reached(id, [by('random', 0.85), by('time', 0.8, 2)])).toBe(false)
    const foreign = finishedRun(1).spec.recipe
    const elsewhere = [{ ...foreign, split: { ...foreign.split, split: 'random' as const } }, foreign]
    expect(
      reached(
        id,
        [0.85, 0.8].map((auc, i) => scored(1, { auc }, { recipe: elsewhere[i] }))
      )
    ).toBe(false)
  })

  it('drift: hurt first, then at least half of the hurt healed by retraining', () => {
    const window = (from: number, auc: number): WindowReport => {
      const values = { sampled: { auc }, expected: {} }
      const ceiling = { sampled: { auc: 0.88 }, expected: {} }
      return {
        ...{ from, to: from + 1, rows: 1, positives: 1, values, ceiling, trivial: values, meanScore: 0 },
        readings: [],
      }
    }
    const lived = (after: number) => ({
      windows: [{ laneIndex: 0, label: 'DCN-V2', reports: [window(0, 0.86), window(1, 0.76), window(2, after)] }],
      events: [
        { time: 1, kind: 'drift' as const, text: '' },
        { time: 2, kind: 'retrain' as const, text: '' },
      ],
    })
    const runs = [finishedRun(1)]
    expect(reached('drift', runs, { traffic: lived(0.84) })).toBe(true)
    expect(reached('drift', runs, { traffic: lived(0.77) })).toBe(false)
    expect(reached('drift', runs, { traffic: { ...lived(0.84), events: [] } })).toBe(false)
    expect(reached('drift', runs, { traffic: lived(0.84), since: 5 })).toBe(false)
  })
})
