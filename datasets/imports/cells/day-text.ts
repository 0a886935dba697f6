import { DAY } from '../../../src/core/kernel/time.ts'

/** `2024-01-31`, the day of seconds since 1970 (Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayText(seconds: number): string {
  const days = Math.floor(seconds / DAY) + 719_468
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - 146_097 * era
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + 400 * era + (month <= 2 ? 1 : 0)
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}
