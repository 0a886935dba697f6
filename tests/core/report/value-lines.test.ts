import { expect, it } from 'vitest'
import { valueLines } from '../../../src/core/report/value-lines.ts'
import { valueReport } from '../../../src/core/value/report.ts'
import { valueRows } from '../value/rows.ts'

const rows = valueRows({
  labels: [0, 1],
  bids: [1, 2],
  relevance: [0.5, 0.25],
  truth: [0.5, 0.125],
  amounts: [10, 20],
})
const scores = { scores: Float32Array.of(0.5, 0.25), atTop: null, threshold: 0.3 }
const reportOf = (kind: string, unit: string, of = rows) =>
  valueReport(of, scores, { kind, unit, settings: { slots: 1, reserve: 0 } })

it('valueLines(models) says revenue beside bids alone and the truth, and what was promised of shown ads', () => {
  expect(valueLines({ one: { value: reportOf('auction', 'dollars') } })).toEqual([
    'revenue of 1,000 requests, dollars, expected: one 500, bids alone 250, with the truth as score 500',
    'predicted over true chance of shown ads: one 1.00 (all rows 1.20)',
  ])
})

it('calls the truth a ceiling where it is one, names labels where they are all there is, and says nothing of nothing', () => {
  expect(valueLines({ one: { value: reportOf('threshold', 'money') } })[0]).toMatch(
    /^value of 10,000 rows, money, expected: one -?[\d,.]+, without a model -?[\d,.]+, ceiling -?[\d,.]+$/
  )
  // Bids alone show the second ad, which was clicked at position 2, looked at half as often as the slot.
  const blind = { ...rows, truth: null, relevance: null }
  const [line, promised] = valueLines({ one: { value: reportOf('auction', 'dollars', blind) } })
  expect(line).toBe('revenue of 1,000 requests, dollars, by inverse propensity: one 0, bids alone 2,000')
  expect(promised).toBe('predicted over share of positives of shown ads: one n/a (all rows 0.750)')
  expect(valueLines({ one: { value: null } })).toEqual([])
})
