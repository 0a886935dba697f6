import { beforeAll, describe, expect, test } from 'vitest'
import type { Cell } from '../../../src/core/decisions/examples.ts'
import { createLab, type Lab } from '../../../src/core/lab.ts'
import { pointAt, type ConfusionCounts } from '../../../src/core/metrics/curves/point.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport, RunSpec, TrainEvent } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const costs = { missedFlat: 20, missedShare: 1, falseAlarm: 5, review: 2 }
const CELLS: readonly Cell[] = ['truePositives', 'falsePositives', 'falseNegatives', 'trueNegatives']
const document = defaultDocument('payment-fraud')
const world = { ...document.world, rows: 12_000, customers: 1_000, baseRate: 0.02 }

function specOf(model: string, settings: RunSpec['settings'], seed: number): RunSpec {
  const lane = document.lanes.find((one) => one.model === model)!
  const recipe = recipeOf({ ...document, world }, seed)
  return { id: model, lane: model, model, settings: { ...lane.settings, ...settings }, recipe, engine: 'fused' }
}

async function trained(lab: Lab, spec: RunSpec): Promise<{ report: RunReport; events: TrainEvent[] }> {
  const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
  const events: TrainEvent[] = []
  for (;;) {
    const next = await training.next()
    if (next.done) return { report: next.value, events }
    events.push(next.value)
  }
}

const cases: readonly { readonly model: string; readonly settings: RunSpec['settings']; readonly seed: number }[] = [
  { model: 'logistic', settings: { recalibrate: 'none' }, seed: 1 },
  { model: 'logistic', settings: { recalibrate: 'platt', treatment: 'class-weights' }, seed: 2 },
  { model: 'gbdt', settings: { rounds: 20, recalibrate: 'isotonic' }, seed: 3 },
]

describe.each(cases)('$model, $settings, seed $seed', ({ model, settings, seed }) => {
  const spec = specOf(model, settings, seed)
  const lab = createLab(nodeHost)
  let report: RunReport
  let events: TrainEvent[]

  const countsOf = async (of: Lab, part: 'validation' | 'test', threshold: number | null): Promise<ConfusionCounts> => {
    const totals = await Promise.all(
      CELLS.map(async (cell) => {
        const { total } = await of.questions.ask(spec.id, 'examples', {
          part,
          cell,
          threshold,
          order: 'highest',
          most: 1,
        })
        return [cell, total] as const
      })
    )
    return Object.fromEntries(totals) as unknown as ConfusionCounts
  }

  beforeAll(async () => {
    ;({ report, events } = await trained(lab, spec))
  })

  test.each(['validation', 'test'] as const)(
    'every door to %s counts the same at its own threshold, and at any other',
    async (part) => {
      const { labelled, expected, positives, rows } = report.parts![part]!
      const { curve, own } = await lab.questions.ask(spec.id, 'decide', { part })
      expect(own).toMatchObject(labelled.own)
      expect(await countsOf(lab, part, null)).toEqual(labelled.own)
      const { slices } = await lab.questions.ask(spec.id, 'slices', { part, column: 'category', threshold: null })
      const { truePositives: caught, falsePositives } = labelled.own
      expect(slices.at(-1)).toMatchObject({ rows, positives, caught, alerts: caught + falsePositives })
      const f1 = (2 * caught) / (caught + falsePositives + positives)
      expect(report[part]!.sampled.f1).toBeCloseTo(f1, 12)

      expect(curve.thresholds).toEqual(labelled.curves.thresholds.thresholds)
      expect(curve.truePositives).toEqual(labelled.curves.thresholds.truePositives)
      for (const shared of [report.threshold, 0.0123, 0.2, 0.77]) {
        const { threshold, counts } = pointAt(labelled.curves.thresholds, shared)
        expect(pointAt(curve, shared).counts).toEqual(counts)
        expect(await countsOf(lab, part, threshold)).toEqual(counts)
      }
      expect(pointAt(curve, report.threshold).threshold).toBe(report.threshold)

      const byChance = await lab.questions.ask(spec.id, 'decide', { part, expected: true })
      expect([byChance.expected, byChance.own]).toMatchObject([true, expected!.own])
      expect(byChance.curve.truePositives).toEqual(expected!.curves.thresholds.truePositives)
    }
  )

  test.each(['validation', 'test'] as const)('every door to %s has the same AUC and PR AUC', async (part) => {
    const asked = { part, threshold: null, costs, redraws: 2, seed: 1 }
    const { intervals } = await lab.questions.ask(spec.id, 'intervals', asked)
    const { slices } = await lab.questions.ask(spec.id, 'slices', { part, column: 'category', threshold: null })
    const { auc, prAuc } = report[part]!.sampled
    expect(slices.at(-1)).toMatchObject({ auc, prAuc })
    expect(intervals.find(({ metric }) => metric === 'auc')!.estimate).toBeCloseTo(auc!, 12)
    expect(intervals.find(({ metric }) => metric === 'prAuc')!.estimate).toBeCloseTo(prAuc!, 12)
    const { truePositives, falsePositives } = report.parts![part]!.labelled.own
    const precision = truePositives / (truePositives + falsePositives)
    expect(intervals.find(({ metric }) => metric === 'precision')!.estimate).toBeCloseTo(precision, 12)
  })

  test('an undo and a line leave ranks and the best F1 as they were, each cut at a threshold of its own', () => {
    if (settings.recalibrate !== 'platt') return
    expect(report.uncorrected!.threshold).toBeGreaterThan(1.5 * report.threshold)
    expect(report.uncorrected!.validation.sampled.f1).toBeCloseTo(report.validation.sampled.f1!, 9)
    expect(report.uncorrected!.test!.sampled.f1).toBeCloseTo(report.test!.sampled.f1!, 9)
    expect(report.uncorrected!.parts!.validation.labelled).toEqual(report.uncorrected!.calibration)
    expect(report.uncorrected!.parts!.test!.expected!.length).toBe(
      report.parts!.test!.labelled.curves.calibration.length
    )
    expect(report.validation.sampled.auc).toBeCloseTo(report.uncorrected!.validation.sampled.auc!, 9)
    expect(report.validation.sampled.prAuc).toBeCloseTo(report.uncorrected!.validation.sampled.prAuc!, 9)
  })

  test('a restored run answers as the trained one', async () => {
    const again = createLab(nodeHost)
    await again.runs.restore(spec, report.checkpoint, report.correction)
    for (const part of ['test', 'validation'] as const) {
      expect(await again.questions.ask(spec.id, 'decide', { part })).toEqual(
        await lab.questions.ask(spec.id, 'decide', { part })
      )
      expect(await countsOf(again, part, null)).toEqual(report.parts![part]!.labelled.own)
    }
  })

  test('the live curve stands at the kept checkpoint where the report does', () => {
    if (settings.recalibrate !== 'none') return
    const kept = events.find((event) => event.type === 'evaluation' && event.rowsSeen === report.bestRowsSeen)
    expect(kept).toMatchObject({ validation: report.validation })
  })
})
