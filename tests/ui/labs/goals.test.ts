import { describe, expect, it } from 'vitest'
import type { WindowReport } from '../../../src/core/lab.ts'
import type { MetricValues } from '../../../src/core/metrics/metric.ts'
import type { Evidence } from '../../../src/scenarios/scenario.ts'
import { scenarioOf } from '../../../src/scenarios/stories/index.ts'
import { evidenceOf } from '../../../src/state/evidence.ts'
import { finishedRun } from './finished-run.ts'

const nothing = { windows: [], events: [] }

function reached(preset: string, evidence: Evidence): boolean | undefined {
  return scenarioOf('ad-ctr')
    .presets.find(({ id }) => id === preset)
    ?.reached?.(evidence)
}

/** The recorded run with other numbers in its report. */
function scored(order: 0 | 1, metrics: MetricValues, changes: Parameters<typeof finishedRun>[1] = {}) {
  const run = finishedRun(order, changes)
  const values = { sampled: metrics, expected: metrics }
  if (run.report) run.report = { ...run.report, validation: values, test: values }
  return run
}

describe('goals of presets, on what really ran', () => {
  it('default race: DCN-V2 closes half of the gap of the recorded logistic regression', () => {
    expect(reached('default-race', evidenceOf([finishedRun(0), finishedRun(1)], nothing, null))).toBe(true)
    expect(reached('default-race', evidenceOf([finishedRun(1)], nothing, null))).toBe(false)
  })

  it('default race: a run that was stopped does not count', () => {
    const stopped = finishedRun(1)
    stopped.status = 'stopped'
    expect(reached('default-race', evidenceOf([finishedRun(0), stopped], nothing, null))).toBe(false)
  })

  it('crosses by hand: only a lift of 0.02 AUC counts', () => {
    const plain = scored(0, { auc: 0.8 }, { settings: { crosses: 'none' } })
    const lifted = (auc: number) => scored(0, { auc }, { settings: { crosses: 'true' } })
    expect(reached('crosses-by-hand', evidenceOf([plain, lifted(0.821)], nothing, null))).toBe(true)
    expect(reached('crosses-by-hand', evidenceOf([plain, lifted(0.81)], nothing, null))).toBe(false)
  })

  it('accuracy paradox: the reader must move the threshold low enough', () => {
    const runs = [finishedRun(1)]
    expect(reached('accuracy-paradox', evidenceOf(runs, nothing, null))).toBe(false)
    expect(reached('accuracy-paradox', evidenceOf(runs, nothing, 0.99))).toBe(false)
    expect(reached('accuracy-paradox', evidenceOf(runs, nothing, 0.01))).toBe(true)
  })

  it('ROC flatters: PR-AUC decides, ROC AUC does not', () => {
    expect(reached('roc-flatters', evidenceOf([scored(1, { auc: 0.95, prAuc: 0.1 })], nothing, null))).toBe(false)
    expect(reached('roc-flatters', evidenceOf([scored(1, { auc: 0.85, prAuc: 0.31 })], nothing, null))).toBe(true)
  })

  it('one epoch too many: the last evaluation must be near the best one, after two epochs', () => {
    const trained = (last: number, epochs: number) => {
      const run = finishedRun(1, { settings: { epochs } })
      run.evaluations = [0.12, 0.1, last].map((logLoss, i) => ({
        rowsSeen: 1_000 * i,
        epoch: i,
        validation: { sampled: { logLoss }, expected: {} },
      }))
      return evidenceOf([run], nothing, null)
    }
    expect(reached('one-epoch-too-many', trained(0.1004, 2))).toBe(true)
    expect(reached('one-epoch-too-many', trained(0.11, 2))).toBe(false)
    expect(reached('one-epoch-too-many', trained(0.1, 1))).toBe(false)
  })

  it('crosses off: both must agree, in a world without crosses', () => {
    const recipe = { ...finishedRun(0).spec.recipe, settings: { crossStrength: 0 } }
    const low = scored(0, { auc: 0.8 }, { recipe })
    const near = scored(1, { auc: 0.803 }, { recipe })
    const far = scored(1, { auc: 0.82 }, { recipe })
    expect(reached('crosses-off', evidenceOf([low, near], nothing, null))).toBe(true)
    expect(reached('crosses-off', evidenceOf([low, far], nothing, null))).toBe(false)
    expect(reached('crosses-off', evidenceOf([scored(0, { auc: 0.8 }), scored(1, { auc: 0.8 })], nothing, null))).toBe(
      false
    )
  })

  it('random split: needs both splits, and the random one to flatter', () => {
    const by = (split: 'random' | 'time', auc: number) => {
      const recipe = { ...finishedRun(1).spec.recipe, split: { split, fold: 1 } }
      return scored(1, { auc }, { recipe, id: split })
    }
    expect(reached('random-split-leaks', evidenceOf([by('random', 0.85)], nothing, null))).toBe(false)
    expect(reached('random-split-leaks', evidenceOf([by('random', 0.85), by('time', 0.8)], nothing, null))).toBe(true)
    expect(reached('random-split-leaks', evidenceOf([by('random', 0.8), by('time', 0.85)], nothing, null))).toBe(false)
  })

  it('drift: hurt first, then at least half of the hurt healed by retraining', () => {
    const window = (from: number, auc: number): WindowReport => {
      const values = { sampled: { auc }, expected: {} }
      const ceiling = { sampled: { auc: 0.88 }, expected: {} }
      const stability = { psi: 0, expected: 0 }
      return {
        ...{ from, to: from + 1, rows: 1, positives: 1, values, ceiling, trivial: values, meanScore: 0 },
        scorePsi: stability,
        featurePsi: [],
      }
    }
    const lived = (after: number) => ({
      windows: [{ order: 0, label: 'DCN-V2', reports: [window(0, 0.86), window(1, 0.76), window(2, after)] }],
      events: [
        { time: 1, kind: 'drift' as const, text: '' },
        { time: 2, kind: 'retrain' as const, text: '' },
      ],
    })
    expect(reached('drift', evidenceOf([], lived(0.84), null))).toBe(true)
    expect(reached('drift', evidenceOf([], lived(0.77), null))).toBe(false)
    expect(reached('drift', evidenceOf([], { ...lived(0.84), events: [] }, null))).toBe(false)
  })
})
