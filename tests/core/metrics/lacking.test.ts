import { expect, it } from 'vitest'
import { metrics } from '../../../src/core/metrics/index.ts'
import { lacksOf, notMeasured, whyLacking } from '../../../src/core/metrics/lacking.ts'
import { NEEDS } from '../../../src/core/metrics/metric.ts'
import { sampleOf } from './sample.ts'

const bare = sampleOf({ scores: [0.1, 0.9], labels: [0, 1] })

it('lacksOf(sample) names every column that the sample has not', () => {
  expect(lacksOf(bare)).toEqual(['requests', 'relevance', 'grades', 'outcomes', 'times', 'customers'])
  expect(lacksOf({ ...bare, requests: Uint32Array.of(0, 0), times: Float64Array.of(0, 1) })).not.toContain('requests')
})

it('whyLacking(lacks, metric) names the missing column in words, and nothing where none is', () => {
  expect(whyLacking(lacksOf(bare), { needs: ['labels'] })).toBe('')
  expect(whyLacking(lacksOf(bare), { needs: ['grades', 'requests'] })).toBe(
    'no column grades how relevant rows are; no column says which rows belong to one request'
  )
  for (const need of NEEDS)
    expect(whyLacking([need], { needs: [need] })).toMatch(/^(no column|rows|the true) [a-z ,]+$/)
})

it('notMeasured(lacks) has the metrics that need what is lacking, and no other', () => {
  const needing = metrics.filter(({ needs }) => (needs as readonly string[]).includes('customers')).map(({ id }) => id)
  expect(Object.keys(notMeasured(['customers']))).toEqual(needing)
  expect(notMeasured([])).toEqual({})
})
