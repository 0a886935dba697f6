import { describe, expect, test } from 'vitest'
import { withReach } from '../../../src/core/ceiling/reach.ts'
import type { MetricValues } from '../../../src/core/metrics/metric.ts'
import { ceilingOf } from '../../../src/core/report/ceiling.ts'
import { groupGaps } from '../../../src/core/report/gap-share.ts'
import { reportOf } from '../../../src/core/report/lab-report.ts'
import { columnsText, reachSentence, reachWords } from '../../../src/core/report/limit-words.ts'
import { limitsFor, raised } from '../../../src/core/report/limits.ts'
import { data, foundRun } from './sample.ts'

const onTest = { part: 'test', expected: true } as const
const { ceiling, trivial } = data.test!

/** Metrics this share of the way from guessing to what the world knows. */
function onTheWay(share: number, part: 'sampled' | 'expected'): MetricValues {
  return Object.fromEntries(
    Object.entries(ceiling![part]).map(([key, best]) => {
      const none = trivial[part][key]
      return [key, best === null || none === null ? null : none + share * (best - none)]
    })
  )
}

const low = { sampled: onTheWay(0.01, 'sampled'), expected: onTheWay(0.01, 'expected') }
const table = withReach(data, { rows: 400_000, settled: false, live: low, validation: low, test: low })

/** A run that was read on test. */
function tested(skill: number, laneIndex: number) {
  const run = foundRun({ skill, laneIndex, label: `model ${laneIndex}`, evaluations: 1, table })
  return { ...run, report: run.report && { ...run.report, test: run.report.validation } }
}

describe('the page and the command line', () => {
  const runs = [tested(0.4, 0), tested(0.8, 1)]
  const report = reportOf(
    { scenario: 'ad-ctr', seed: 3, split: runs[0].spec.recipe.split },
    table,
    runs.map((run) => [run.spec.id, run.report!])
  )

  test('raise an estimate by the same models, on every metric', () => {
    for (const key of ['auc', 'prAuc', 'logLoss'])
      expect(report.ceiling?.columns?.expected[key]).toBe(limitsFor(runs[0], runs, key, onTest).columns)
    expect(report.ceiling?.columns?.expected.auc).toBe(runs[1].report?.test?.expected.auc)
    expect(report.ceiling?.columns?.metrics).toBe(low.sampled)
  })

  test('close the same share of the gap', () => {
    expect(Object.values(report.models).map(({ gapClosed }) => gapClosed)).toEqual(
      groupGaps(runs, 'auc', onTest).map(({ closed }) => closed)
    )
  })
})

test('raised(reference, models) leaves what is exact, or not known, as it is', () => {
  const [{ report }] = [tested(0.8, 0)]
  expect(raised(data.test, [report?.test])).toBe(data.test)
  expect(raised(null, [report?.test])).toBeNull()
  expect(ceilingOf({ ceiling, trivial })?.columns).toBeNull()
})

test('words of an estimate say that it is a bound, and at how many rows it stands', () => {
  const reach = { rows: 400_000, settled: false }
  expect(columnsText({ columns: 0.6, reach, trivial: 0.5 })).toBe(
    'these columns can reach \u2265 0.6000, not settled at 400,000 rows'
  )
  expect(columnsText({ columns: 0.1, reach: { ...reach, settled: true }, trivial: 0.2 })).toBe(
    'these columns can reach \u2264 0.1000'
  )
  expect(reachWords(reach)).toBe('what these columns can reach at least (not settled at 400,000 rows)')
  expect(reachSentence(reach)).toMatch(/^At least: .* 400,000 other requests reached; not settled at 400,000 rows\.$/)
  expect(reachSentence({ rows: null, settled: true })).toMatch(/both ceilings are one\.$/)
})
