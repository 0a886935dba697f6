import { differenceOf } from '../../core/decisions/intervals/difference.ts'
import type { Interval } from '../../core/decisions/intervals/interval.ts'
import type { Redrawn } from '../../core/decisions/intervals/redrawn.ts'

/** A model and its redraws. */
export interface RedrawnRun {
  readonly label: string
  readonly report: Redrawn
}

type Write = (value: number) => string

/** `0.81 (0.78 to 0.84)`, or why there is no interval. */
export function intervalText({ estimate, low, high, reason }: Interval, write: Write): string {
  if (estimate === null) return 'n/a'
  return low === null || high === null
    ? `${write(estimate)} (${reason})`
    : `${write(estimate)} ${betweenText({ low, high }, write)}`
}

/** `(0.78 to 0.84)`. */
export function betweenText({ low, high }: { readonly low: number; readonly high: number }, write: Write): string {
  return `(${write(low)} to ${write(high)})`
}

/** How each further model differs from the first, on the same redraws; empty where redraws are not of the same rows. */
export function differencesFrom(runs: readonly RedrawnRun[], metric: string, write: Write): string[] {
  return runs.slice(1).flatMap(({ label, report }) => {
    const [first] = runs
    if (report.rows !== first.report.rows || report.clusters !== first.report.clusters) return []
    if (report.redraws !== first.report.redraws) return []
    const found = differenceOf(report, first.report, metric)
    if (!found) return []
    const { estimate, ...ends } = found
    const isTold = ends.low > 0 || ends.high < 0
    const by = `${signed(estimate, write)} ${betweenText(ends, (end) => signed(end, write))}`
    return [`${label} against ${first.label}: ${by}${isTold ? '' : '; these rows cannot tell them apart'}`]
  })
}

function signed(value: number, write: Write): string {
  return value > 0 ? `+${write(value)}` : write(value)
}
