import { describe, expect, it } from 'vitest'
import { allocateDraw, type Draw } from '../../../src/core/kernel/table.ts'
import { NO_CORRECTION, readParts } from '../../../src/core/lab/cross-fit.ts'
import { gatherRows, referenceOfRows, sampleOf } from '../../../src/core/lab/measured-rows.ts'
import { logitsOf } from '../../../src/core/lab/scorer.ts'
import { lackingIn, valueOf, type Metric, type MetricOptions } from '../../../src/core/metrics/metric.ts'
import { ndcgOf } from '../../../src/core/metrics/requests/ndcg.ts'

const options: MetricOptions = { k: 3, alerts: 100, gain: 'exponential', threshold: 0.5, baseRate: 0.5 }
const words = { label: 'A', help: 'A.', better: 'higher', expected: false, ceiling: false } as const

/** NDCG@k of what a row is graded as. */
const gradedNdcg: Metric = {
  ...{ ...words, id: 'gradedNdcg', atK: 'k', needs: ['grades', 'requests'] },
  measure: (sample, chosen) => ndcgOf(sample, sample.grades!, chosen),
}

/** Mean seconds watched of what was shown. */
const watched: Metric = {
  ...{ ...words, id: 'watched', atK: false, needs: ['outcomes'] },
  measure({ outcomes }) {
    const seen = [...outcomes!].filter((seconds) => !Number.isNaN(seconds))
    return seen.length ? seen.reduce((sum, seconds) => sum + seconds, 0) / seen.length : null
  },
}

const LOGITS = [0.1, 0.4, 0.3, 0.2, 5, 4, 3, 2]
const GRADES = [3, 2, 0, 1, 0, 0, 0, 1]
const SECONDS = [30, 10, NaN, 5, NaN, NaN, NaN, 7]

/** Two requests of four rows behind one that is not asked for; the only column is the logit of a row. */
function videos(has = true): Draw {
  const schema = {
    numeric: [{ id: 'logit', label: 'Logit', help: 'The logit.' }],
    ...{ categorical: [], rowsPerRequest: 4, grades: 4, outcome: { label: 'Watch time', unit: 's' } },
  }
  const draw = allocateDraw(schema, { request: true, grade: has, outcome: has }, 12)
  const { table } = draw
  for (let row = 0; row < 12; row++) {
    table.request![row] = Math.floor(row / 4)
    table.label[row] = row % 2
    table.numeric[0][row] = LOGITS[row - 4] ?? 0
    table.grade?.set([GRADES[row - 4] ?? 3], row)
    table.outcome?.set([SECONDS[row - 4] ?? 1000], row)
  }
  return draw
}

const rows = Uint32Array.of(4, 5, 6, 7, 8, 9, 10, 11)
const byColumn = {
  async logits({ numeric }: Draw['table'], asked: Uint32Array, out: Float32Array): Promise<void> {
    asked.forEach((row, i) => (out[i] = numeric[0][row]))
  },
}

async function sampleAsRead(draw: Draw) {
  const validation = await logitsOf(byColumn, draw, rows)
  const folds = { count: 0, of: new Uint8Array(rows.length) }
  return sampleOf(readParts({ validation, test: null, folds }, NO_CORRECTION).validation.rows)
}

describe('a metric that needs them reads', () => {
  it('grades, as a closed form says', async () => {
    const first = (3 + 1 / 2) / (7 + 3 / Math.log2(3) + 1 / 2)
    const value = valueOf(gradedNdcg, await sampleAsRead(videos()), options)
    // The second request has its one relevant row fourth, beyond k.
    expect(value).toBeCloseTo(first / 2, 12)
    expect(valueOf(gradedNdcg, await sampleAsRead(videos()), { ...options, k: 4, gain: 'linear' })).toBeCloseTo(
      ((2 + 1 / 2 + 3 / Math.log2(5)) / (3 + 2 / Math.log2(3) + 1 / 2) + 1 / Math.log2(5)) / 2,
      12
    )
  })

  it('real-valued outcomes, NaN where nothing came of a row', async () => {
    expect(valueOf(watched, await sampleAsRead(videos()), options)).toBe((30 + 10 + 5 + 7) / 4)
  })

  it('nothing, and says what is lacking, where the table has neither', async () => {
    const sample = await sampleAsRead(videos(false))
    expect([gradedNdcg, watched].map((metric) => lackingIn(sample, metric))).toEqual([['grades'], ['outcomes']])
    expect([gradedNdcg, watched].map((metric) => valueOf(metric, sample, options))).toEqual([null, null])
  })
})

it('limits of graded rows are those of the same rows without grades', () => {
  const limits = [true, false].map((has) => referenceOfRows(gatherRows(videos(has), rows), options))
  expect(limits[0]).toEqual(limits[1])
})
