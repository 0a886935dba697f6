const DAY_SECONDS = 86_400

/** A moment in UTC as its written parts: `2024`, `01`, `31`, `23:59:00`. */
export interface Written {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly clock: string
}

/** Parts of whole seconds since 1970, of the Gregorian calendar with years from March (Hinnant, "chrono-compatible low-level date algorithms"). */
export function writtenParts(seconds: number): Written {
  const days = Math.floor(seconds / DAY_SECONDS)
  const rest = seconds - DAY_SECONDS * days
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - 146_097 * era
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(padded).join(':')
  return {
    year: String(yearOfEra + 400 * era + (month >= 10 ? 1 : 0)),
    month: padded(month < 10 ? month + 3 : month - 9),
    day: padded(dayOfYear - Math.floor((153 * month + 2) / 5) + 1),
    clock,
  }
}

function padded(count: number): string {
  return String(count).padStart(2, '0')
}
