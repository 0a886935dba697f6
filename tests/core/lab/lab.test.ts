import { DAY } from '../../../src/core/kernel/time.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { psi } from '../../../src/core/drift/detectors/psi.ts'
import { valuesOfDetector } from '../../../src/core/drift/detectors/detector-value.ts'
import { createLab, type DataSummary, type Lab, type TrainOptions } from '../../../src/core/lab.ts'
import { metricById } from '../../../src/core/metrics/index.ts'
import { networkStateOf } from '../../../src/core/learners/network/state.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import { type Checkpoint, type RunReport, type RunSpec, type TrainEvent } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const document = defaultDocument('ad-ctr')
const recipe = recipeOf({ ...document, world: { ...document.world, rows: 20_000, baseRate: 0.05 } })

function specOf(lane: string, settings: RunSpec['settings'] = {}): RunSpec {
  const found = document.lanes.find((one) => one.id === lane)!
  return {
    id: lane,
    lane,
    model: found.model,
    settings: { ...found.settings, ...settings },
    recipe,
    engine: 'fused',
  }
}

async function trained(lab: Lab, spec: RunSpec, options: Partial<TrainOptions> = {}) {
  const training = lab.runs.train(spec, { metrics, commands: commandQueue(), ...options })
  const events: TrainEvent[] = []
  for (;;) {
    const next = await training.next()
    if (next.done) return { report: next.value, events }
    events.push(next.value)
  }
}

function withoutRates({ trainRowsPerSecond: _train, scoreRowsPerSecond: _score, ...report }: RunReport) {
  return report
}

let lab: Lab
let data: DataSummary
let logistic: RunReport

beforeAll(async () => {
  lab = createLab(nodeHost)
  data = await lab.tables.prepare(recipe, metrics)
  logistic = (await trained(lab, specOf('logistic'))).report
})

describe('prepare', () => {
  test('parts the rows 70/10/20 and shows trivial below ceiling', () => {
    const { train, validation, test } = data.rows
    expect([train, validation, test]).toEqual([14_000, 2_000, 4_000])
    expect(data.test!.trivial.sampled.auc).toBe(0.5)
    expect(data.test!.ceiling!.expected.auc).toBeGreaterThan(data.test!.trivial.expected.auc!)
    expect(data.test!.ceiling!.expected.logLoss).toBeLessThan(data.test!.trivial.expected.logLoss!)
  })

  test('describes every column, its missing share and its most frequent values', () => {
    expect(data.columns).toHaveLength(20)
    for (const column of data.columns.filter(({ kind }) => kind === 'categorical')) {
      expect(column.distinct).toBeLessThanOrEqual(column.cardinality!)
      const rows = column.top!.map((value) => value.rows)
      expect(rows).toEqual([...rows].sort((a, b) => b - a))
    }
    expect(data.positions.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(data.hours.reduce((sum, hour) => sum + hour.rows, 0)).toBe(20_000)
  })
})

describe('prepare, of many rows', () => {
  test('has limits of the rows that live curves use, and of all validation rows', async () => {
    const world = { ...document.world, rows: 320_000 }
    const many = await createLab(nodeHost).tables.prepare(recipeOf({ ...document, world }), metrics)
    expect(many.rows.validation).toBe(32_000)
    expect(many.wholeValidation).not.toEqual(many.validation)
    expect(data.wholeValidation).toEqual(data.validation)
    const whole = many.wholeValidation!.ceiling!.expected.logLoss!
    expect(Math.abs(whole / many.validation.ceiling!.expected.logLoss! - 1)).toBeLessThan(0.1)
  })
})

describe('train', () => {
  test('again gives the same report but for the rates', async () => {
    const again = await trained(createLab(nodeHost), specOf('logistic'))
    expect(withoutRates(again.report)).toEqual(withoutRates(logistic))
  })

  test('ends between guessing and ceiling on test, in expectation', () => {
    const auc = logistic.test!.expected.auc!
    expect(auc).toBeGreaterThan(data.test!.trivial.expected.auc! + 0.1)
    expect(auc).toBeLessThan(data.test!.ceiling!.expected.auc!)
  })

  test('from a checkpoint half-way ends where never stopping ends', async () => {
    const spec = specOf('dcn-v2', { epochs: 1, patience: 3 })
    const { report, events } = await trained(lab, spec)
    const checkpoints = events.filter((event) => event.type === 'checkpoint')
    const half: Checkpoint = structuredClone(checkpoints[Math.floor(checkpoints.length / 2)].checkpoint)
    const resumed = await trained(createLab(nodeHost), spec, { from: half, resumedBecause: 'a test' })
    expect(resumed.events.find((event) => event.type === 'mark')).toMatchObject({ mark: 'resumed', text: 'a test' })
    expect(resumed.report.test).toEqual(report.test)
    expect(resumed.report.checkpoint.state).toEqual(report.checkpoint.state)
  })

  test('stopped at once reads no test rows', async () => {
    const commands = commandQueue()
    commands.push({ type: 'stop' })
    const { report } = await trained(lab, specOf('logistic'), { commands })
    expect(report.ending.reason).toBe('stopped')
    expect(report.test).toBeNull()
  })

  test('at a learning rate far too high diverges, and says at which row', async () => {
    const { report } = await trained(lab, specOf('dcn-v2', { rate: 1 }))
    expect(report.ending.reason).toBe('diverged')
    expect(report.ending.text).toMatch(/learning rate 1 .*last good point is row \d+/)
    expect(networkStateOf(report.checkpoint.state).weights.every(Number.isFinite)).toBe(true)
  })
})

describe('predict', () => {
  test('gives the scores whose auc the report tells', async () => {
    const again = createLab(nodeHost)
    const { report } = await trained(again, specOf('logistic'))
    const { labels, scores, rows } = await again.questions.ask('logistic', 'predict', { part: 'test' })
    expect(rows).toHaveLength(4_000)
    const sample = { scores, labels, ranking: null, requests: null, relevance: null }
    const options = { ...metrics, threshold: 0.5, baseRate: 0.05 }
    expect(metricById('auc').measure(sample, options)).toBe(report.test!.sampled.auc)
  })

  test('of a run never trained names it', async () => {
    await expect(lab.questions.ask('nobody', 'predict', { part: 'test' })).rejects.toThrow('unknown run: nobody')
  })
})

describe('exportRange', () => {
  test('of more rows than memory holds says how much they need', async () => {
    const range = { from: 0, to: 2 ** 38 }
    await expect(lab.files.exportRange(recipe, range, 'csv')).rejects.toThrow(
      /^not enough memory for 274877906944 rows: they need \d+ MB; choose fewer rows$/
    )
  })
})

describe('watch', () => {
  const start = 2 * DAY
  const reference = { from: start - DAY, to: start }
  const window = { recipe, from: start, to: start + DAY, reference, options: metrics }
  const drift = { kind: 'concept', shape: 'sudden', size: 1, start, span: DAY } as const

  test('without drift leaves the scores as stable as chance allows', async () => {
    const watching = createLab(nodeHost)
    await watching.runs.restore(specOf('logistic'), logistic.checkpoint)
    const report = await watching.runs.watch('logistic', { ...window, drifts: [] })
    const { value, expected } = valuesOfDetector(report, psi)!.scores!
    expect(value).toBeLessThan(4 * expected! + 0.01)
    expect(report.rows).toBeGreaterThan(20_000)
    expect(Math.abs(report.meanScore - report.positives / report.rows)).toBeLessThan(0.01)
  })

  test('cuts the F1 of the version and of the truth at the threshold of the version, kept or restored', async () => {
    const watching = createLab(nodeHost)
    await watching.runs.restore(specOf('logistic'), logistic.checkpoint, logistic.correction)
    const report = await watching.runs.watch('logistic', { ...window, drifts: [] })
    const again = createLab(nodeHost)
    const { report: run } = await trained(again, specOf('logistic'))
    const live = await again.runs.watch('logistic', { ...window, drifts: [] })
    expect(run.threshold).toBeLessThan(0.4)
    // At 0.5 hardly anything is called positive.
    expect(live.values.sampled.f1).toBeGreaterThan(0.8 * run.test!.sampled.f1!)
    expect(report.values.sampled.f1).toBe(live.values.sampled.f1)
    expect(report.ceiling!.sampled.f1).toBe(live.ceiling!.sampled.f1)
    // The constant is below that threshold: it calls nothing, where its best threshold would call everything.
    expect(live.trivial.sampled.f1).toBe(0)
  })

  test('after the crosses turned falls in auc while its ceiling stands', async () => {
    const watching = createLab(nodeHost)
    const spec = specOf('dcn-v2')
    const { report } = await trained(watching, spec)
    const calm = await watching.runs.watch(spec.id, { ...window, drifts: [] })
    const turned = await watching.runs.watch(spec.id, { ...window, drifts: [drift] })
    expect(report.id).toBe(spec.id)
    const gap = (at: typeof calm) => at.ceiling!.expected.auc! - at.values.expected.auc!
    expect(gap(turned)).toBeGreaterThan(gap(calm))
  })
})
