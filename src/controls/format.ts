import type { Knob, NumberKnob, Setting } from '../core/kernel/knobs.ts'

const DAY = 86_400

/** A setting as people read it: `3 %`, `2 days`, `300,000`, `on`, `by time`. */
export function formatSetting(knob: Knob, value: Setting): string {
  if (knob.type === 'switch') return value ? 'on' : 'off'
  if (knob.type === 'choice') return knob.options.find((option) => option.value === value)?.label ?? String(value)
  const unit = unitOf(knob)
  return `${formatNumber(toShown(knob, Number(value)))}${unit ? ` ${unit}` : ''}`
}

/** The number typed into a field: shares in per cent, spans in days. */
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

/** What a number knob allows, as people read it. */
export function formatRange(knob: NumberKnob): string {
  const unit = unitOf(knob)
  const whole = knob.integer ? 'a whole number from ' : ''
  const [low, high] = [knob.min, knob.max].map((bound) => formatNumber(toShown(knob, bound)))
  return `${whole}${low} to ${high}${unit ? ` ${unit}` : ''}`
}

/** The text in a number field. */
export function fieldText(knob: NumberKnob, value: number): string {
  return formatNumber(toShown(knob, value))
}

/** Reads what was typed: `300,000`, `0.03` and `0,03` are all numbers; NaN where it is none. */
export function readField(knob: NumberKnob, text: string): number {
  const typed = text.trim().replace('−', '-')
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed) ? typed.replaceAll(',', '') : typed.replace(',', '.')
  return plain === '' ? NaN : fromShown(knob, Number(plain))
}

function formatNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential().replace('e-', 'e−')
  return value.toLocaleString('en-US', { maximumSignificantDigits: 8 })
}

/** Without the tail that binary fractions leave. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
