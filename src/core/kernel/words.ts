import { DAY, HOUR } from './time.ts'
import type { Knob, NumberKnob, Setting } from './knob.ts'

// Made once: `toLocaleString` with options makes another for each number.
const exact = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 12 })

/** A setting as people read it: `3 %`, `2 days`, `300,000`, `on`, `by time`. */
export function formatSetting(knob: Knob, value: Setting): string {
  if (knob.type === 'switch') return value ? 'on' : 'off'
  if (knob.type === 'choice') return knob.options.find((option) => option.value === value)?.label ?? String(value)
  if (knob.auto && value === 'auto') return value
  const unit = unitOf(knob)
  return `${formatNumber(toShown(knob, Number(value)))}${unit ? ` ${unit}` : ''}`
}

/** What a knob allows, as people read it: `0.01 to 20 %`, `one of random, by time`, `on or off`. */
export function formatRange(knob: Knob): string {
  if (knob.type === 'switch') return 'on or off'
  if (knob.type === 'choice') return `one of ${knob.options.map((option) => option.label).join(', ')}`
  const unit = unitOf(knob)
  const whole = knob.integer ? 'a whole number from ' : ''
  const [low, high] = [knob.min, knob.max].map((bound) => formatNumber(toShown(knob, bound)))
  return `${whole}${low} to ${high}${unit ? ` ${unit}` : ''}${knob.auto ? ', or auto' : ''}`
}

/** The number people see: shares in per cent, spans in days. */
export function toShown(knob: NumberKnob, value: number): number {
  if (knob.unit === 'share') return rounded(value * 100)
  return knob.unit === 'days' ? rounded(value / DAY) : value
}

export function fromShown(knob: NumberKnob, shown: number): number {
  if (knob.unit === 'share') return rounded(shown / 100)
  return knob.unit === 'days' ? Math.round(shown * DAY) : shown
}

export function unitOf(knob: NumberKnob): string {
  return knob.unit === 'share' ? '%' : (knob.unit ?? '')
}

export function formatNumber(value: number): string {
  const size = Math.abs(value)
  if (value !== 0 && (size < 0.001 || size >= 1e15)) return value.toExponential().replace('e-', 'e−').replace('e+', 'e')
  return exact.format(value)
}

/** A span of time in the unit that suits it: `12.3 days`, `5 hours`, `40 seconds`. */
export function inDays(seconds: number): string {
  const [amount, unit] =
    seconds >= 2 * DAY || seconds === DAY
      ? [seconds / DAY, 'day']
      : seconds >= HOUR
        ? [seconds / HOUR, 'hour']
        : seconds >= 120
          ? [seconds / 60, 'minute']
          : [seconds, 'second']
  const shown = Number(amount.toPrecision(3))
  return `${shown} ${unit}${shown === 1 ? '' : 's'}`
}

/** Without the tail that binary fractions leave. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

/** The first names, three unless said otherwise, and how many more there are. */
export function listed(names: readonly string[], most = 3): string {
  return names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ')
}

/** 2000000 → 2,000,000 */
export function shownCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 row`, `2,000 rows` */
export function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${shownCount(count)} ${many}`
}
