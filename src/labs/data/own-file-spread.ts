import { DAY } from '../../core/kernel/time.ts'
import { formatDigits, formatRate } from '../../core/kernel/numbers.ts'
import type { Spread } from '../../../datasets/imports/spread.ts'

const DIGITS = 4

/** The ends of what is drawn, in words; null where nothing could be read. */
export function endsOf({ sort, from, to }: Spread): [string, string] | null {
  if (from === null || to === null) return null
  const spell = sort === 'times' ? spellTime(to - from) : (value: number) => formatDigits(value, DIGITS)
  return [spell(from), spell(to)]
}

/** What the picture of a column says. */
export function speakSpread(name: string, spread: Spread): string {
  const { sort, bars, others, missing, unread } = spread
  const ends = endsOf(spread)
  const parts: string[] = []
  if (sort === 'values') {
    const named = bars.slice(0, 3).map(({ text, share }) => `${text} ${formatRate(share)}`)
    parts.push([...named, ...(others + bars.length > 3 ? [`${others + bars.length - 3} more`] : [])].join(', '))
  } else
    parts.push(ends ? (ends[0] === ends[1] ? ends[0] : `mostly from ${ends[0]} to ${ends[1]}`) : 'nothing can be read')
  if (missing > 0) parts.push(`${formatRate(missing)} missing`)
  if (unread > 0) parts.push(`${formatRate(unread)} cannot be read`)
  return `${name}: ${parts.join('; ')}`
}

/** Days where they span some, else the clock as well; counts that are no dates stay days since the first. */
function spellTime(span: number): (seconds: number) => string {
  return (seconds) => {
    const date = new Date(1000 * seconds)
    if (Number.isNaN(date.getTime())) return `${formatDigits(seconds / DAY, DIGITS)} days`
    if (seconds < 5 * 365 * DAY) return `day ${formatDigits(seconds / DAY, 3)}`
    const text = date.toISOString()
    return span > 2 * DAY ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
  }
}
