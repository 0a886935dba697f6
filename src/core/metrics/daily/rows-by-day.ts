import { DAY } from '../../kernel/time.ts'
import type { Ordering } from '../sort/descending.ts'
import { timeSpan } from './time-span.ts'

/** Rows by calendar day, within each day highest score first. */
export interface DayRows {
  /** Day `d` has the places `starts[d]` … `starts[d + 1] − 1` of `rows` and `keys`; every day has rows. */
  readonly starts: Uint32Array
  readonly rows: Uint32Array
  /** As of `Ordering`: equal keys are tied scores. */
  readonly keys: Uint32Array
}

/**
 * Calendar days of simulated time. The first and the last are left out where rows cover less than half of them and
 * another day is left, as the best of half a day are no match for those of a whole one. null without times or rows.
 */
export function rowsByDay({ rows: byScore, keys: scoreKeys }: Ordering, times: Float64Array | null): DayRows | null {
  if (!times || times.length === 0) return null
  const [first, last] = wholeDays(times)
  const counts = new Uint32Array(last - first + 1)
  for (const time of times) if (dayOf(time) >= first && dayOf(time) <= last) counts[dayOf(time) - first]++
  const starts = [0]
  const next = new Uint32Array(counts.length)
  counts.forEach((count, day) => {
    next[day] = starts[starts.length - 1]
    if (count > 0) starts.push(next[day] + count)
  })
  const rows = new Uint32Array(starts[starts.length - 1])
  const keys = new Uint32Array(rows.length)
  for (let i = 0; i < byScore.length; i++) {
    const day = dayOf(times[byScore[i]]) - first
    if (day < 0 || day >= next.length) continue
    const place = next[day]++
    rows[place] = byScore[i]
    keys[place] = scoreKeys[i]
  }
  return { starts: Uint32Array.from(starts), rows, keys }
}

export function daysIn({ starts }: { readonly starts: Uint32Array }): number {
  return starts.length - 1
}

function wholeDays(times: Float64Array): [number, number] {
  const [first, last] = timeSpan(times)
  const from = dayOf(first + DAY / 2)
  const to = dayOf(last - DAY / 2)
  return from <= to ? [from, to] : [dayOf(first), dayOf(last)]
}

function dayOf(time: number): number {
  return Math.floor(time / DAY)
}
