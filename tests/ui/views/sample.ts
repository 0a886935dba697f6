import { datasetOf } from '../../../datasets/index.ts'
import { defaultsOf, type Settings } from '../../../src/core/kernel/knobs.ts'
import { logit, sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { describe as describeDraw } from '../../../src/core/lab/describe.ts'
import { gatherRows, measureRows, referenceOfRows, sampleOf } from '../../../src/core/lab/measured-rows.ts'
import type { DataSummary, WindowReport, Reference } from '../../../src/core/lab.ts'
import { bestF1Threshold } from '../../../src/core/metrics/curves/best-f1.ts'
import { curvesOf } from '../../../src/core/metrics/curves/evaluate.ts'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import { withLabels } from '../../../src/core/metrics/order.ts'
import { modelOf } from '../../../src/core/models/index.ts'
import { splitKnobs } from '../../../src/core/training/split-knobs.ts'
import type { PartReading, Recipe, RunReport } from '../../../src/core/training/run.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import type { KeptOperation } from '../../../src/state/kept-operation.ts'
import type { OperationEvent, OperationSeries } from '../../../src/state/operation.ts'

const ROWS = 12_000
const SEED = 3
const dataset = datasetOf('ad-ctr')
const settings: Settings = { ...defaultsOf(dataset.knobs), rows: ROWS }

const recipe: Recipe = {
  purpose: 'lab',
  dataset: dataset.id,
  version: dataset.version,
  settings,
  seed: SEED,
  split: defaultsOf(splitKnobs),
  range: null,
  drifts: [],
}

const world = await dataset.create(settings as Parameters<typeof dataset.create>[0], SEED)
const draw = world.draw({ from: 0, to: ROWS })
const baseRate = world.baseRate ?? 0
const rows = Uint32Array.from({ length: ROWS }, (_, i) => i)
const part = {
  train: rows.subarray(0, 8400),
  validation: rows.subarray(8400, 9600),
  test: rows.subarray(9600),
  now: Infinity,
  left: [],
}
const options = { k: 10, gain: 'linear', alerts: 100, threshold: 0.05, baseRate } as const
const gathered = gatherRows(draw, rows)
const measured = referenceOfRows(gathered, options)
/** As where the columns carry all of the truth. */
const reference: Reference = {
  ...measured,
  columns: measured.ceiling && { rows: null, settled: true, measured: measured.ceiling },
}

/** A real table of the default world, described. */
export const data: DataSummary = {
  ...describeDraw(draw, draw.table, world.layout, part),
  expectedBaseRate: baseRate,
  drawMs: 12,
  validation: reference,
  test: reference,
}

/** Measured scores that know this share of the truth's log-odds, the rest being noise. */
function measuredAt(skill: number, seed: number) {
  const random = Random.of(seed)
  const base = logit(baseRate)
  const truth = gathered.truth ?? new Float32Array(ROWS)
  truth.forEach((p, i) => {
    const score = sigmoid(base + skill * (logit(p) - base) + 0.35 * (1 - skill) * random.normal())
    gathered.scores[i] = score
    if (gathered.ranking) gathered.ranking[i] = score
  })
  return measureRows(gathered, options)
}

interface RunFacts {
  readonly order?: number
  readonly label?: string
  readonly skill?: number
  readonly seed?: number
  readonly repeat?: string | null
  readonly settings?: Settings
  /** Of the world, where they are not the sample's. */
  readonly world?: Settings
  readonly table?: DataSummary
  readonly evaluations?: number
  readonly isFinished?: boolean
}

/** A training as the page would have seen it, with curves of real scores. */
export function trained({
  order = 0,
  label = 'Logistic regression',
  skill = 0.45,
  seed = 1,
  repeat = null,
  settings: changed = {},
  world: changedWorld = {},
  table = data,
  evaluations = 14,
  isFinished = true,
}: RunFacts = {}): RunState {
  const model = order === 0 ? 'logistic' : 'dcn-v2'
  const id = `${model}-${order}-${seed}-${label}`
  const run = new RunState({
    spec: {
      id,
      lane: model,
      model,
      settings: { ...defaultsOf(modelOf(model).knobs), ...changed },
      recipe: { ...recipe, seed, settings: { ...settings, ...changedWorld } },
      engine: 'tfjs-wasm',
    },
    order,
    label,
    data: table,
    repeat,
    startedAt: 1_000 * (order + seed),
  })
  const total = 42_000
  for (let i = 1; i <= evaluations; i++) {
    const rowsSeen = Math.round((total * i) / evaluations)
    const grown = skill * (1 - Math.exp((-4 * i) / evaluations))
    run.take({ type: 'evaluation', rowsSeen, epoch: 1, validation: measuredAt(grown, seed) })
    run.take({ type: 'progress', rowsSeen, rowsTotal: total, epoch: 1, loss: 0.12, rowsPerSecond: 90_000 })
  }
  if (evaluations > 0) run.status = 'running'
  if (isFinished && evaluations > 0) {
    run.report = { ...reportOf(id, measuredAt(skill, seed)), flopsPerRow: order === 0 ? 36 : 120_000 }
    run.status = 'finished'
  }
  return run
}

/** What pictures draw of the sample's rows under labels, cut at a threshold. */
function readingOf(labels: Uint8Array | Float32Array, threshold: number): PartReading {
  const curves = curvesOf(withLabels(sampleOf(gathered), labels), gathered.truth, threshold)
  return { curves, own: pointAt(curves.thresholds, threshold).counts }
}

function reportOf(id: string, validation: RunReport['validation']): RunReport {
  const threshold = bestF1Threshold(gathered.scores, gathered.labels)
  const labelled = readingOf(gathered.labels, threshold)
  const expected = gathered.truth && readingOf(gathered.truth, threshold)
  const weights = new Float32Array(0)
  const state = { weights, firstMoment: weights, secondMoment: weights, step: 1 }
  return {
    id,
    engine: 'tfjs-wasm',
    ending: { reason: 'finished', text: 'all epochs done' },
    rowsSeen: 42_000,
    bestRowsSeen: 42_000,
    threshold,
    validation,
    crossFit: null,
    test: null,
    excess: [],
    correction: { undo: { kind: 'identity' }, recalibration: { kind: 'none' } },
    ...{ uncorrected: null, trained: null, resolved: null },
    curves: labelled.curves,
    parts: {
      validation: { rows: ROWS, positives: labelled.curves.thresholds.positives, labelled, expected },
      test: null,
    },
    trainRowsPerSecond: 90_000,
    scoreRowsPerSecond: 410_000,
    checkpoint: { state, rowsSeen: 42_000, rate: 0.003, best: null, sinceBest: 0 },
  }
}

/** Windows of six hours in which models fall at day 4 and one recovers at day 6. */
export function traffic(count = 32): {
  windows: OperationSeries[]
  events: OperationEvent[]
  operations: KeptOperation[]
} {
  const window = 21_600
  const at = 24 * window
  const isRetrained = count > 24
  const operation: KeptOperation = {
    ...{ id: 'sample', startedAt: 0, dataset: dataset.id, from: 0, to: count * window },
    versions: [
      ...['Logistic regression', 'DCN-V2'].map((label, order) => ({
        ...{ id: `${order}`, order, label, seed: SEED },
        origin: { kind: 'trained', run: `${order}`, seed: SEED } as const,
      })),
      ...(isRetrained
        ? [
            {
              ...{ id: 'fresh', order: 1, label: 'DCN-V2', seed: SEED },
              origin: { kind: 'retrained', of: '1', rows: { from: 0, to: 9 } } as const,
              trainedOn: { from: at - 12 * window, to: at },
            },
          ]
        : []),
    ],
    log: [
      ...['0', '1'].map((version) => ({ time: 0, version, event: 'promote' }) as const),
      ...(isRetrained
        ? ([
            { time: at, version: '1', event: 'retire' },
            { time: at, version: 'fresh', event: 'promote' },
          ] as const)
        : []),
    ],
  }
  const report = (i: number, skill: number): WindowReport => {
    const isDrifted = i >= 16
    const values = measuredAt(skill, 100 + i)
    return {
      from: i * window,
      to: (i + 1) * window,
      rows: 3_000,
      positives: 90,
      values,
      ceiling: reference.ceiling,
      trivial: reference.trivial,
      meanScore: 0.03,
      readings: [
        {
          detector: 'psi',
          scores: { value: isDrifted ? 0.19 : 0.012, expected: 0.006 },
          labels: null,
          columns: data.columns.map((column, at) => ({
            id: column.id,
            value: isDrifted && at === 2 ? 0.41 : isDrifted && at === 5 ? 0.14 : 0.004 + 0.003 * ((i + at) % 5),
            expected: 0.006,
          })),
        },
      ],
    }
  }
  const skills = [0.45, 0.8]
  return {
    operations: [operation],
    windows: skills.map((skill, order) => ({
      order,
      label: order === 0 ? 'Logistic regression' : 'DCN-V2',
      reports: Array.from({ length: count }, (_, i) =>
        report(i, i >= 16 && !(order === 1 && i >= 24) ? skill * 0.4 : skill)
      ),
    })),
    events: [
      { time: 16 * window, kind: 'drift', text: 'Concept drift, sudden' },
      { time: 24 * window, kind: 'retrain', text: 'retrained on 3 days' },
    ].filter((event) => event.time < count * window) as OperationEvent[],
  }
}
