import { formatMetric } from '../../core/kernel/numbers.ts'
import type { ReachBasis } from '../../core/lab.ts'

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

type Ceilings = Pick<Limits, 'ceiling' | 'columns' | 'reach' | 'trivial'>

/** Whether the columns carry all of the truth, so that both ceilings are one line. */
export function isOneCeiling({ reach }: Ceilings): boolean {
  return reach !== null && reach.rows === null
}

export function worldText({ ceiling }: Ceilings): string {
  return `the world knows ${formatMetric(ceiling)}`
}

/**
 * `these columns can reach ≥ 0.601, not settled at 400,000 rows`, with ≤ where lower is better; `best possible 0.881` where it is also all
 * that the world knows.
 */
export function columnsText({ columns, reach, trivial }: Ceilings): string {
  if (reach?.rows == null) return `best possible ${formatMetric(columns)}`
  const open = reach.settled ? '' : `, not settled at ${reach.rows.toLocaleString('en-US')} rows`
  const isLower = columns !== null && trivial !== null && columns < trivial
  return `these columns can reach ${isLower ? '\u2264' : '\u2265'} ${formatMetric(columns)}${open}`
}

/** All that is known of the limits, in words. */
export function speakLimits(limits: Limits): string[] {
  return [
    limits.columns === null ? '' : columnsText(limits),
    limits.ceiling === null || (limits.columns !== null && isOneCeiling(limits)) ? '' : worldText(limits),
    limits.trivial === null ? '' : `trivial ${formatMetric(limits.trivial)}`,
  ].filter(Boolean)
}

/** The lines of a picture: what these columns can reach, and what the world knows where that is more. */
export function ceilingLines(limits: Ceilings) {
  const { ceiling, columns } = limits
  return [
    ...(columns === null
      ? []
      : [
          {
            value: columns,
            tone: 'ceiling' as const,
            name: isOneCeiling(limits) ? 'best possible' : 'these columns',
            text: columnsText(limits),
            isBeyond: isOneCeiling(limits),
          },
        ]),
    ...(ceiling === null || (columns !== null && isOneCeiling(limits))
      ? []
      : [{ value: ceiling, tone: 'world' as const, name: 'the world knows', text: worldText(limits), isBeyond: true }]),
  ]
}

/** In front of a note on what the world knows: what of it the columns show; nothing where that is not worked out. */
export function reachNote(limits: Ceilings): string {
  if (limits.columns === null) return ''
  return isOneCeiling(limits) ? 'the columns show it all; ' : `${columnsText(limits)}; `
}
