import { formatTally } from '../kernel/numbers.ts'
import type { DataSummary } from '../lab.ts'
import type { Basis } from '../metrics/basis.ts'
import type { ThresholdCurve } from '../metrics/curves/curve.ts'
import type { FoundRun } from './found-run.ts'
import { isExpected, isMetric, metricOf } from './metric-facts.ts'
import { readOn, type PartRead } from './part-read.ts'

/** `validation, against true probabilities`: on which rows and labels a number stands; a metric without an expected form is against labels. */
export function kindOf({ part, expected }: Basis, key: string): string {
  return `${part}, ${expected && isExpected(key) ? 'against true probabilities' : 'against labels'}`
}

/** Rows that lines stand on while a model trains. */
export function liveRowsText(data: Pick<DataSummary, 'rows' | 'liveRows'> | null | undefined): string {
  return data && data.liveRows === data.rows.validation ? 'validation' : 'first validation rows'
}

/** On what lines stand while a model trains. */
export function liveKind(key: string, expected: boolean, data: Parameters<typeof liveRowsText>[0]): string {
  return `live, ${liveRowsText(data)}, ${expected && isExpected(key) ? 'against true probabilities' : 'against labels'}`
}

/** `validation, against true probabilities, 82 positives`: what the numbers of a picture of curves and counts rest on. */
export function groundOf(reads: readonly PartRead[], { part, expected }: Basis): string {
  if (reads.length === 0) return `${part}, ${expected ? 'against true probabilities' : 'against labels'}`
  const areExpected = reads.filter(({ basis }) => basis.expected).length
  const how =
    areExpected === reads.length
      ? 'against true probabilities'
      : areExpected === 0
        ? 'against labels'
        : 'against true probabilities where they are known'
  const thinned = reads.some(({ weight }) => weight < 1) ? ' after thinning' : ''
  return [part, how, positivesText(reads.map(({ curves }) => curves.thresholds)) + thinned].join(', ')
}

/** As `kindOf`, with the positives that finished runs rest on, as far as they are known. */
export function groundOfRuns(runs: readonly Pick<FoundRun, 'report'>[], key: string, basis: Basis): string {
  const how = { ...basis, expected: basis.expected && isExpected(key) }
  const reads = runs.flatMap(({ report }) => (report && readOn(report, how)) ?? [])
  return reads.length
    ? `${kindOf(basis, key)}, ${positivesText(reads.map(({ curves }) => curves.thresholds))}`
    : kindOf(basis, key)
}

/** What sets a metric apart where the others are expected; empty where nothing does. */
export function noteOn(key: string, { expected }: Basis): string {
  return expected && isMetric(key) && !isExpected(key) ? 'against labels' : ''
}

/** A metric's label with that note. */
export function labelOn(key: string, basis: Basis): string {
  return [metricOf(key).label, noteOn(key, basis)].filter(Boolean).join(', ')
}

/** `82 positives`, or from the fewest to the most of several runs; expected ones need not be whole. */
export function positivesText(curves: readonly Pick<ThresholdCurve, 'positives'>[]): string {
  const counts = curves.map(({ positives }) => positives)
  const texts = [...new Set([Math.min(...counts), Math.max(...counts)].map(formatTally))]
  return `${texts.join(' to ')} ${texts[0] === '1' && texts.length === 1 ? 'positive' : 'positives'}`
}
