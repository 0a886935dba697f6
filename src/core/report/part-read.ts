import type { Basis } from '../metrics/basis.ts'
import type { Curves } from '../metrics/curves/curve.ts'
import type { ConfusionCounts } from '../metrics/curves/point.ts'
import { positiveWeight, thinnedCounts, thinnedCurve } from '../metrics/curves/prevalence.ts'
import type { RunReport } from '../training/run.ts'

/** What a page shows by default. */
export const DEFAULT_BASIS: Basis = { part: 'validation', expected: true }

/** What is read of a finished run on some rows, and with some labels. */
export interface PartRead {
  readonly basis: Basis
  readonly curves: Curves
  /** At the run's own threshold; on validation no row is cut at a threshold that was chosen with its help. */
  readonly own: ConfusionCounts
  /** How much each positive counts: less than 1 where positives are thinned. */
  readonly weight: number
}

/**
 * The one door to curves and counts. Labels that fell where a run has no expectation, as on rows without truth. null where these
 * rows were not read, or what was read was not kept.
 */
export function readOn(report: RunReport, basis: Basis): PartRead | null {
  const read = readAsIs(report, basis)
  const weight = read && basis.prevalence ? positiveWeight(read.curves.thresholds, basis.prevalence) : 1
  if (!read || weight === 1) return read && { ...read, weight }
  const thresholds = thinnedCurve(read.curves.thresholds, weight)
  return { ...read, curves: { ...read.curves, thresholds }, own: thinnedCounts(read.own, weight), weight }
}

function readAsIs({ parts }: RunReport, { part, expected }: Basis): Omit<PartRead, 'weight'> | null {
  const found = parts[part]
  if (!found) return null
  const reading = (expected && found.expected) || null
  return { basis: { part, expected: reading !== null }, ...(reading ?? found.labelled) }
}

/** Why finished runs have nothing to show on these rows, in a sentence; empty where one has, or none has finished. */
export function whyUnread(runs: readonly { readonly report: RunReport | null }[], basis: Basis): string {
  const reports = runs.flatMap(({ report }) => report ?? [])
  if (reports.length === 0 || reports.some((report) => readOn(report, basis))) return ''
  return reports.some(({ test }) => test)
    ? 'Runs of earlier versions were kept without curves of test: train again to see them.'
    : `These runs were not read on ${basis.part}: there are no such rows, or training was stopped before its end.`
}
