import type { Basis, Part } from '../metrics/basis.ts'
import { gainOf } from '../metrics/better.ts'
import type { Measured } from '../metrics/metric.ts'
import { isUnderWay, type FoundRun } from './found-run.ts'
import { metricOf } from './metric-facts.ts'

type MeasuredRun = Pick<FoundRun, 'report' | 'evaluations'>

/** A metric's value, in expectation where asked and known, else on the labels that fell. */
export function valueOf(measured: Measured | null | undefined, key: string, expected: boolean): number | null {
  if (!measured) return null
  return (expected ? measured.expected[key] : undefined) ?? measured.sampled[key] ?? null
}

/** What a run measured on a part: on validation the model that was kept, or the newest evaluation before its end. */
export function measuredOn({ report, evaluations }: MeasuredRun, part: Part): Measured | null {
  if (part === 'test') return report?.test ?? null
  return report?.validation ?? evaluations.at(-1)?.validation ?? null
}

/** A run's value of a metric on the rows and with the labels that the page is about. */
export function valueOn(run: MeasuredRun, key: string, { part, expected }: Basis): number | null {
  return valueOf(measuredOn(run, part), key, expected)
}

/** Whether a value of this metric is better than another. */
export function isBetter(key: string, value: number, than: number): boolean {
  return gainOf(metricOf(key).better, value, than) > 0
}

/** Mean of the known values; null where none is. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null
}

/** Why a run has no value of a metric, in words. */
export function whyMissing(run: FoundRun, key: string, part: Part = 'validation'): string {
  const measured = measuredOn(run, part)
  const k = key.split('@')[1]
  if (measured && k !== undefined && !(key in measured.sampled)) return `not measured at ${k}: train again`
  if (run.status === 'diverged') return 'diverged'
  if (run.status === 'failed') return 'failed'
  if (isUnderWay(run)) return 'not measured yet'
  if (part === 'test' && run.data.rows.test === 0) return 'no test rows'
  return part === 'test' && !measured ? 'no test: not trained to the end' : 'n/a'
}
