import type { Metric } from './metric.ts'

/**
 * Share of the way from guessing (0) to what the columns can reach (1), whichever way is better; null where one of them is
 * not known, or there is no way between them.
 */
export function gapClosed(value: number | null, trivial: number | null, reach: number | null): number | null {
  if (value === null || trivial === null || reach === null || reach === trivial) return null
  return (value - trivial) / (reach - trivial)
}

/** What columns can reach at least, where models that read them have reached these values; null where nothing was estimated. */
export function raisedReach(
  reach: number | null,
  reached: readonly (number | null | undefined)[],
  better: Metric['better']
): number | null {
  if (reach === null) return null
  const best = better === 'higher' ? Math.max : Math.min
  return best(reach, ...reached.filter((value) => value != null))
}
