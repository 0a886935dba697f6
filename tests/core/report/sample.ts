import { datasetOf } from '../../../datasets/index.ts'
import { defaultsOf, type Settings } from '../../../src/core/kernel/knobs.ts'
import { logit, sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { describe as describeDraw } from '../../../src/core/lab/describe.ts'
import { gatherRows, measureRows, referenceOfRows, sampleOf } from '../../../src/core/lab/measured-rows.ts'
import type { DataSummary, Reference } from '../../../src/core/lab.ts'
import { bestF1Threshold } from '../../../src/core/metrics/curves/best-f1.ts'
import { curvesOf } from '../../../src/core/metrics/curves/evaluate.ts'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import { withLabels } from '../../../src/core/metrics/order.ts'
import { modelOf } from '../../../src/core/models/index.ts'
import type { FoundRun } from '../../../src/core/report/found-run.ts'
import type { PartReading, Recipe, RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { splitKnobs } from '../../../src/core/training/split-knobs.ts'

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
export const reference: Reference = {
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
export function measuredAt(skill: number, seed: number) {
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

export interface RunFacts {
  readonly laneIndex?: number
  readonly label?: string
  readonly skill?: number
  readonly seed?: number
  readonly repeatGroup?: string | null
  readonly settings?: Settings
  /** Of the world, where they are not the sample's. */
  readonly world?: Settings
  readonly table?: DataSummary
  readonly evaluations?: number
  readonly isFinished?: boolean
}

/** Rows that a training of the sample sees. */
export const ROWS_SEEN = 42_000

/** A run with curves of real scores, as plain data. */
export function foundRun({
  laneIndex = 0,
  label = 'Logistic regression',
  skill = 0.45,
  seed = 1,
  repeatGroup = null,
  settings: changed = {},
  world: changedWorld = {},
  table = data,
  evaluations = 14,
  isFinished = true,
}: RunFacts = {}): FoundRun & { readonly laneIndex: number; readonly spec: RunSpec } {
  const model = laneIndex === 0 ? 'logistic' : 'dcn-v2'
  const id = `${model}-${laneIndex}-${seed}-${label}`
  const hasEnded = isFinished && evaluations > 0
  return {
    spec: {
      id,
      lane: model,
      model,
      settings: { ...defaultsOf(modelOf(model).knobs), ...changed },
      recipe: { ...recipe, seed, settings: { ...settings, ...changedWorld } },
      engine: 'tfjs-wasm',
    },
    ...{ laneIndex, label, data: table, repeatGroup, rewoundTo: null },
    startedAt: 1_000 * (laneIndex + seed),
    status: hasEnded ? 'finished' : evaluations > 0 ? 'running' : 'waiting',
    evaluations: Array.from({ length: evaluations }, (_, i) => ({
      rowsSeen: Math.round((ROWS_SEEN * (i + 1)) / evaluations),
      epoch: 1,
      validation: measuredAt(skill * (1 - Math.exp((-4 * (i + 1)) / evaluations)), seed),
    })),
    report: hasEnded ? { ...reportOf(id, measuredAt(skill, seed)), flopsPerRow: laneIndex === 0 ? 36 : 120_000 } : null,
  }
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
    rowsSeen: ROWS_SEEN,
    bestRowsSeen: ROWS_SEEN,
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
    checkpoint: { state, rowsSeen: ROWS_SEEN, rate: 0.003, best: null, sinceBest: 0 },
  }
}
