import type { Reference } from '../core/lab.ts'
import type { Measured } from '../core/metrics/metric.ts'
import type { RunState } from '../state/run.svelte.ts'
import { metricOf } from './metric-facts.ts'

/** A metric's value, in expectation where asked and known, else on the labels that fell. */
export function valueOf(measured: Measured | null | undefined, key: string, expected: boolean): number | null {
  if (!measured) return null
  return (expected ? measured.expected[key] : undefined) ?? measured.sampled[key] ?? null
}

/** Best possible and trivial value of a metric. */
export function limitsOf(reference: Reference | null | undefined, key: string, expected: boolean) {
  return {
    ceiling: valueOf(reference?.ceiling, key, expected),
    trivial: valueOf(reference?.trivial, key, expected),
  }
}

/** Share of the way from trivial to best possible; null where either is not known. */
export function gapClosed(value: number | null, trivial: number | null, ceiling: number | null): number | null {
  if (value === null || trivial === null || ceiling === null || ceiling === trivial) return null
  return (value - trivial) / (ceiling - trivial)
}

/** Whether a difference of this metric is for the better. */
export function isBetter(key: string, difference: number): boolean {
  return metricOf(key).better === 'higher' ? difference > 0 : difference < 0
}

/** What a run is called where several of one model stand together. */
export function nameOf(run: RunState): string {
  return run.repeat === null ? run.label : `${run.label}, seed ${run.spec.recipe.seed}`
}

/** `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`
}
