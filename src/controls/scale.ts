import type { NumberKnob } from '../core/kernel/knobs.ts'

/** Places of a slider on a log scale. */
export const LOG_STEPS = 200

/** Place of a value on the slider: the value itself, or 0 … 200 on a log scale. */
export function toPlace(knob: NumberKnob, value: number): number {
  if (knob.scale !== 'log') return value
  return Math.round((LOG_STEPS * Math.log(value / knob.min)) / Math.log(knob.max / knob.min))
}

/** Value at a place of the slider; on a log scale rounded to two significant digits, ends exact. */
export function fromPlace(knob: NumberKnob, place: number): number {
  if (knob.scale !== 'log') return place
  if (place <= 0) return knob.min
  if (place >= LOG_STEPS) return knob.max
  const value = Number((knob.min * (knob.max / knob.min) ** (place / LOG_STEPS)).toPrecision(2))
  const whole = knob.integer ? Math.round(value) : value
  return Math.min(knob.max, Math.max(knob.min, whole))
}

/** Distance of two places on a linear slider. */
export function stepOf(knob: NumberKnob): number {
  if (knob.scale === 'log') return 1
  return knob.step ?? (knob.integer ? 1 : (knob.max - knob.min) / 100)
}
