import { formatCount, formatMetric } from '../kernel/numbers.ts'
import type { ReachBasis } from '../lab.ts'
import type { Limits } from './limits.ts'

/** Whether the columns carry all of the truth, so that both ceilings are one line. */
export function isOneCeiling({ reach }: Pick<Limits, 'reach'>): boolean {
  return reach !== null && reach.rows === null
}

export function worldText({ ceiling }: Pick<Limits, 'ceiling'>): string {
  return `the world knows ${formatMetric(ceiling)}`
}

/** `not settled at 400,000 rows` of an estimate that more rows would raise; empty of any other. */
function unsettledText({ rows, settled }: ReachBasis): string {
  return rows === null || settled ? '' : `not settled at ${formatCount(rows)} rows`
}

/**
 * `these columns can reach ≥ 0.601, not settled at 400,000 rows`, with ≤ where lower is better; `best possible 0.881` where it is also all
 * that the world knows.
 */
export function columnsText({ columns, reach, trivial }: Omit<Limits, 'ceiling'>): string {
  if (reach?.rows == null) return `best possible ${formatMetric(columns)}`
  const isLower = columns !== null && trivial !== null && columns < trivial
  const text = `these columns can reach ${isLower ? '\u2264' : '\u2265'} ${formatMetric(columns)}`
  return [text, unsettledText(reach)].filter(Boolean).join(', ')
}

/** All that is known of the limits, in words. */
export function speakLimits(limits: Limits): string[] {
  return [
    limits.columns === null ? '' : columnsText(limits),
    limits.ceiling === null || (limits.columns !== null && isOneCeiling(limits)) ? '' : worldText(limits),
    limits.trivial === null ? '' : `guessing ${formatMetric(limits.trivial)}`,
  ].filter(Boolean)
}

/** In front of a note on what the world knows: what of it the columns show; nothing where that is not worked out. */
export function reachNote(limits: Limits): string {
  if (limits.columns === null) return ''
  return isOneCeiling(limits) ? 'the columns show it all; ' : `${columnsText(limits)}; `
}

/** The name of a row of such values in a table: `what these columns can reach at least (not settled at 400,000 rows)`. */
export function reachWords(reach: ReachBasis): string {
  if (reach.rows === null) return 'what these columns can reach'
  const unsettled = unsettledText(reach)
  return `what these columns can reach at least${unsettled && ` (${unsettled})`}`
}

/** What the two ceilings rest on, in a sentence. */
export function reachSentence(reach: ReachBasis): string {
  if (reach.rows === null) return 'The columns carry all that the truth uses: both ceilings are one.'
  const fit = `At least: what a fit on the truth of ${formatCount(reach.rows)} other requests reached`
  return `${fit}; ${unsettledText(reach) || 'half as many gave the same'}.`
}
