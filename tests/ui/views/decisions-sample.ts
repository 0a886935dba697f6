import type { ExampleReport, IntervalReport } from '../../../src/core/decisions/contract.ts'
import type { DecisionRows } from '../../../src/core/decisions/decision-rows.ts'
import { examplesOf, type Cell } from '../../../src/core/decisions/examples.ts'
import { decisionOf, intervalsOf } from '../../../src/core/decisions/report.ts'
import { slicesOf } from '../../../src/core/decisions/slices.ts'
import { logit, sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { sortDescending } from '../../../src/core/metrics/sort/descending.ts'
import { decideRows } from '../../../src/core/value/decided-rows.ts'
import { valueReportOf } from '../../../src/core/value/report.ts'
import type { DecisionRun } from '../../../src/views/decisions/decisions.ts'
import type { IntervalRun } from '../../../src/views/decisions/intervals.ts'
import type { SliceRun } from '../../../src/views/decisions/slices.ts'
import type { ValueRun } from '../../../src/views/decisions/valuations.ts'
import { redrawn } from '../../core/decisions/intervals/value-episodes.ts'

const NAMES = ['Logistic regression', 'Boosted trees', 'DCN-V2']
const COUNTRIES = ['NL', 'DE', 'FR', 'IT', 'ES', 'SE', 'PL', 'GR', 'PT', 'RO', 'HU', 'FI']

export const costs = { missedFlat: 20, missedShare: 1, falseAlarm: 5, review: 2 }
export const columns = [
  { id: 'country', label: 'Country' },
  { id: 'amount', label: 'Amount' },
]

/** Rows of a week of payments, one in a hundred of them fraud, as a model of this skill scores them. */
export function paymentsOf(skill: number, count = 8000): DecisionRows {
  const random = Random.of(7)
  const truth = Array.from({ length: count }, () => -6.5 + 2 * random.normal())
  const labels = Uint8Array.from(truth, (level) => (random.uniform() < sigmoid(level) ? 1 : 0))
  const scores = Float32Array.from(truth, (level) =>
    sigmoid(logit(0.01) + skill * (level - logit(0.01)) + (1 - skill) * 2 * random.normal())
  )
  const customers = Uint32Array.from(truth, () => random.below(Math.ceil(count / 8)))
  const order = sortDescending(scores)
  return {
    scores,
    labels,
    truth: Float32Array.from(truth, sigmoid),
    ...{ own: 0.05, deployed: 0.05, order, ranked: order },
    times: Float64Array.from(truth, (_, i) => (i * 7 * 86_400) / count),
    amounts: Float32Array.from(truth, () => Math.round(60 * random.exponential())),
    customers,
    clusters: customers,
    trafficShare: 1,
  }
}

/** Everything the decision pictures take, of so many models; nothing of none. */
export function decidedBy(models: number, count?: number) {
  return {
    decisions: decisionRuns(models, count),
    costs,
    values: redrawnValueRuns(models, count),
    intervals: intervalRuns(models, count),
    slices: sliceRuns(models, 'country', count),
    examples: models > 0 ? examplesIn('falsePositives', models) : null,
  }
}

/** Finished runs of so many models, each better than the one before. */
export function decisionRuns(models: number, count = 8000): DecisionRun[] {
  return Array.from({ length: models }, (_, laneIndex) => ({
    key: `run-${laneIndex}`,
    laneIndex,
    label: NAMES[laneIndex],
    decision: decisionOf(paymentsOf(0.5 + 0.2 * laneIndex, count), { part: 'test' }),
  }))
}

/** Auctions of as many requests of ten ads, by so many models, each better than the one before. */
export function valueRuns(models: number, count?: number): ValueRun[] {
  return redrawnValueRuns(models, count).map((run) => ({ ...run, intervals: null }))
}

/** The same, with their intervals. */
export function redrawnValueRuns(models: number, count = 8000): ValueRun[] {
  const requests = Math.max(1, Math.floor(count / 80))
  const random = Random.of(8)
  const levels = Array.from({ length: requests * 10 }, () => -3 + random.normal())
  const truth = Float32Array.from(levels, sigmoid)
  const rows = {
    labels: Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0)),
    ...{ truth, relevance: truth, amounts: null },
    requests: Uint32Array.from(levels, (_, i) => Math.floor(i / 10)),
    slots: {
      bids: Float32Array.from(levels, () => 0.2 + random.exponential()),
      positions: Uint8Array.from(levels, (_, i) => 1 + (i % 10)),
      examined: new Float64Array(10).fill(1),
    },
  }
  return Array.from({ length: models }, (_, laneIndex) => {
    const scores = Float32Array.from(levels, (level) => sigmoid(level + (0.9 - 0.3 * laneIndex) * random.normal()))
    const choice = { kind: 'auction', unit: 'dollars', settings: { slots: 4, reserve: 0.05 } }
    const curvesAtThreshold = decideRows(rows, { scores, atTop: scores, threshold: 1 }, choice)!
    const [report, intervals] = [
      valueReportOf(curvesAtThreshold, choice),
      redrawn(curvesAtThreshold, 'truth', { redraws: 60 }),
    ]
    return { key: `run-${laneIndex}`, laneIndex, label: NAMES[laneIndex], part: 'test', report, intervals }
  })
}

export function intervalRuns(models: number, count = 8000): IntervalRun[] {
  return Array.from({ length: models }, (_, laneIndex) => ({
    key: `run-${laneIndex}`,
    laneIndex,
    label: NAMES[laneIndex],
    report: intervalsIn(paymentsOf(0.5 + 0.2 * laneIndex, count)),
  }))
}

export function sliceRuns(models: number, by = 'country', count = 8000): SliceRun[] {
  return Array.from({ length: models }, (_, laneIndex) => {
    const rows = paymentsOf(0.5 + 0.2 * laneIndex, count)
    const codes = Uint16Array.from(rows.scores, (_, i) => (i * i) % (COUNTRIES.length + 1))
    const values = rows.amounts ?? new Float32Array(0)
    const slices =
      by === 'country'
        ? slicesOf(rows, { kind: 'categorical', values: codes, names: COUNTRIES }, 0.05)
        : slicesOf(rows, { kind: 'numeric', values }, 0.05)
    const column = columns.find(({ id }) => id === by) ?? columns[0]
    return {
      key: `run-${laneIndex}`,
      laneIndex,
      label: NAMES[laneIndex],
      report: { part: 'test', column, threshold: 0.05, slices },
    }
  })
}

export function examplesIn(cell: Cell, most = 12): ExampleReport {
  const rows = paymentsOf(0.7)
  const spec = { part: 'test', cell, threshold: 0.05, order: 'highest', most } as const
  const { rows: found, total } = examplesOf(rows, spec)
  return {
    spec,
    total,
    columns: ['Amount', 'Merchant'],
    rows: Array.from(found, (row) => ({
      row,
      score: rows.scores[row],
      threshold: 0.05,
      label: rows.labels[row],
      cells: [String(rows.amounts?.[row]), row % 2 ? '<b>Bold & Sons</b>' : ''],
    })),
  }
}

function intervalsIn(rows: DecisionRows): IntervalReport {
  const steps = intervalsOf(rows, { part: 'test', redraws: 60, seed: 1, threshold: 0.05, costs }, 'customers')
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}
