import { DAY } from '../../src/core/kernel/time.ts'
import { dayText } from '../imports/cells/day-text.ts'

/** A moment in UTC as its written parts: `2024`, `01`, `31`, `23:59:00`. */
export interface Written {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly clock: string
}

/** Parts of whole seconds since 1970. */
export function writtenParts(seconds: number): Written {
  const [year, month, day] = dayText(seconds).split('-')
  const rest = seconds - DAY * Math.floor(seconds / DAY)
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(padded).join(':')
  return { year, month, day, clock }
}

function padded(count: number): string {
  return String(count).padStart(2, '0')
}
