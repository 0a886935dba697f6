import type { DataSummary, ReachBasis, Reference } from '../lab.ts'
import type { Basis, Part } from '../metrics/basis.ts'
import { raisedReach } from '../metrics/gap.ts'
import type { Measured } from '../metrics/metric.ts'
import { usesRows } from '../training/recipe-key.ts'
import type { FoundRun } from './found-run.ts'
import { isExpected, metricOf } from './metric-facts.ts'
import { meanOf, measuredOn, valueOf } from './values.ts'

/** What a metric is read against. */
export interface Limits {
  /** What the world knows: the truth as score; null without truth. */
  readonly ceiling: number | null
  /** What these columns can reach; null where it is not worked out. */
  readonly columns: number | null
  /** What that rests on. */
  readonly reach: ReachBasis | null
  readonly trivial: number | null
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

/** The same on the rows of a run, raised by what any of these runs has reached on the same rows. */
export function limitsFor(run: FoundRun, runs: readonly FoundRun[], key: string, { part, expected }: Basis): Limits {
  const reference = referenceOn(run, part)
  if (!expected || !isExpected(key) || !isEstimate(reference)) return limitsOf(reference, key, expected)
  const models = runs.filter((other) => usesRows(other, run.spec.recipe)).map((other) => measuredOn(other, part))
  return limitsOf(raised(reference, models, [key]), key, expected)
}

/**
 * Expected values that were estimated of these columns, raised by every model that did better on the same rows: what a model
 * has reached can be reached. On labels that fell luck would raise them, so those stay.
 */
export function raised(
  reference: Reference | null,
  models: readonly (Measured | null | undefined)[],
  keys: readonly string[] = Object.keys(reference?.columns?.measured.expected ?? {})
): Reference | null {
  const columns = reference?.columns
  if (!reference || !columns || !isEstimate(reference)) return reference
  const { measured } = columns
  const expected = { ...measured.expected }
  for (const key of keys)
    if (key in expected)
      expected[key] = raisedReach(
        expected[key],
        models.map((model) => model?.expected[key]),
        metricOf(key).better
      )
  return { ...reference, columns: { ...columns, measured: { ...measured, expected } } }
}

/** Whether what these columns can reach is a bound from below, and not exact or unknown. */
function isEstimate(reference: Reference | null): boolean {
  return reference?.columns?.rows != null
}

/** Ceilings and trivial on the very rows that `measuredOn` is about. */
function referenceOn(run: Pick<FoundRun, 'data' | 'report'>, part: Part): Reference | null {
  return run.report || part === 'test' ? wholeReference(run.data, part) : run.data.validation
}

/** Ceilings and trivial on all rows of a part; tables of earlier visits know those of the first validation rows only. */
export function wholeReference(data: DataSummary, part: Part): Reference | null {
  return part === 'test' ? data.test : (data.wholeValidation ?? data.validation)
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
