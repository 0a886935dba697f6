import { raisedReach } from '../../core/metrics/gap.ts'
import type { DataSummary, Reference } from '../../core/lab.ts'
import type { Basis, Part } from '../../core/metrics/basis.ts'
import { gainOf } from '../../core/metrics/better.ts'
import type { Measured } from '../../core/metrics/metric.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { isOn } from '../../scenarios/recipe.ts'
import type { Limits } from './limits.ts'
import { positivesText, readOn } from './basis.ts'
import { isExpected, isMetric, metricOf } from './metric-facts.ts'

/** A metric's value, in expectation where asked and known, else on the labels that fell. */
export function valueOf(measured: Measured | null | undefined, key: string, expected: boolean): number | null {
  if (!measured) return null
  return (expected ? measured.expected[key] : undefined) ?? measured.sampled[key] ?? null
}

/** What the world knows, what these columns can reach and on what that rests, and the trivial value of a metric. */
export function limitsOf(reference: Reference | null | undefined, key: string, expected: boolean): Limits {
  const { columns } = reference ?? {}
  return {
    ceiling: valueOf(reference?.ceiling, key, expected),
    columns: valueOf(columns?.measured, key, expected),
    reach: columns ? { rows: columns.rows, settled: columns.settled } : null,
    trivial: valueOf(reference?.trivial, key, expected),
  }
}

/** The same on the rows of a run; expected values that were estimated of these columns are raised by whatever runs on these rows have reached. */
export function limitsFor(run: RunState, runs: readonly RunState[], key: string, basis: Basis): Limits {
  const limits = limitsOf(referenceOn(run, basis.part), key, basis.expected)
  if (limits.reach?.rows == null || !basis.expected || !isExpected(key)) return limits
  const reached = runs.filter((other) => isOn(other, run.spec.recipe)).map((other) => valueOn(other, key, basis))
  return { ...limits, columns: raisedReach(limits.columns, reached, metricOf(key).better) }
}

/** What a run measured on a part: on validation the model that was kept, or the newest evaluation before its end. */
export function measuredOn(run: RunState, part: Part): Measured | null {
  if (part === 'test') return run.report?.test ?? null
  return run.report?.validation ?? run.evaluations.at(-1)?.validation ?? null
}

/** Ceilings and trivial on the very rows that `measuredOn` is about. */
export function referenceOn(run: Pick<RunState, 'data' | 'report'>, part: Part): Reference | null {
  return run.report || part === 'test' ? wholeReference(run.data, part) : run.data.validation
}

/** Ceilings and trivial on all rows of a part; tables of earlier visits know those of the first validation rows only. */
export function wholeReference(data: DataSummary, part: Part): Reference | null {
  return part === 'test' ? data.test : (data.wholeValidation ?? data.validation)
}

/** A run's value of a metric on the rows and with the labels that the page is about. */
export function valueOn(run: RunState, key: string, { part, expected }: Basis): number | null {
  return valueOf(measuredOn(run, part), key, expected)
}

/** `validation, expected`: on which rows and labels a number stands; a metric without an expected form is as labelled. */
export function kindOf({ part, expected }: Basis, key: string): string {
  return `${part}, ${expected && isExpected(key) ? 'expected' : 'as labelled'}`
}

/** Rows that lines stand on while a model trains. */
export function liveRowsText(data: Pick<DataSummary, 'rows' | 'liveRows'> | null | undefined): string {
  return data && data.liveRows === data.rows.validation ? 'validation' : 'first validation rows'
}

/** On what lines stand while a model trains. */
export function liveKind(key: string, expected: boolean, data: Parameters<typeof liveRowsText>[0]): string {
  return `live, ${liveRowsText(data)}, ${expected && isExpected(key) ? 'expected' : 'as labelled'}`
}

/** As `kindOf`, with the positives that finished runs rest on, as far as they are known. */
export function groundOfRuns(runs: readonly RunState[], key: string, basis: Basis): string {
  const how = { ...basis, expected: basis.expected && isExpected(key) }
  const reads = runs.flatMap(({ report }) => (report && readOn(report, how)) ?? [])
  return reads.length
    ? `${kindOf(basis, key)}, ${positivesText(reads.map(({ curves }) => curves.thresholds))}`
    : kindOf(basis, key)
}

/** What sets a metric apart where the others are expected; empty where nothing does. */
export function noteOn(key: string, { expected }: Basis): string {
  return expected && isMetric(key) && !isExpected(key) ? 'as labelled' : ''
}

/** A metric's label with that note. */
export function labelOn(key: string, basis: Basis): string {
  return [metricOf(key).label, noteOn(key, basis)].filter(Boolean).join(', ')
}

/** Limits of many rows as one: their means, where seeds have rows of their own. */
export function meanLimits(each: readonly Limits[]): Limits {
  const reaches = each.flatMap(({ reach }) => reach ?? [])
  const rows = reaches.map((reach) => reach.rows).filter((count) => count !== null)
  return {
    ceiling: meanOf(each.map(({ ceiling }) => ceiling)),
    columns: reaches.length < each.length ? null : meanOf(each.map(({ columns }) => columns)),
    reach:
      reaches.length === 0 || reaches.length < each.length
        ? null
        : { rows: rows.length ? Math.max(...rows) : null, settled: reaches.every(({ settled }) => settled) },
    trivial: meanOf(each.map(({ trivial }) => trivial)),
  }
}

/** Mean of the known values; null where none is. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null
}

/** Why a run has no value of a metric, in words. */
export function whyMissing(run: RunState, key: string, part: Part = 'validation'): string {
  const measured = measuredOn(run, part)
  const k = key.split('@')[1]
  if (measured && k !== undefined && !(key in measured.sampled)) return `not measured at ${k}: train again`
  if (run.status === 'diverged') return 'diverged'
  if (run.status === 'failed') return 'failed'
  if (run.isActive) return 'not measured yet'
  if (part === 'test' && run.data.rows.test === 0) return 'no test rows'
  return part === 'test' && !measured ? 'no test: not trained to the end' : 'n/a'
}

/** Whether a value of this metric is better than another. */
export function isBetter(key: string, value: number, than: number): boolean {
  return gainOf(metricOf(key).better, value, than) > 0
}

/** What a run is called where several of one model stand together. */
export function nameOf(run: RunState): string {
  return run.repeat === null ? run.name : `${run.name}, seed ${run.spec.recipe.seed}`
}
