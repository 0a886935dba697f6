import type { Knobs, NumberKnob } from '../core/kernel/knobs.ts'
import { formatNumber, formatRange, formatSetting, fromShown, toShown } from '../core/kernel/words.ts'

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

/** A refusal as the command line says it (`invalid baseRate: 0.2; expected …`) in the words and units of its control. */
export function explainRefusal(line: string, knobs: Knobs): string {
  const [, id, given, expected] = /^invalid (\w+): (.*); expected (.+)$/s.exec(line) ?? []
  const knob = id !== undefined && Object.hasOwn(knobs, id) ? knobs[id] : undefined
  if (!knob) return line
  const shown =
    knob.type === 'number' && given.trim() !== '' && Number.isFinite(Number(given))
      ? formatSetting(knob, Number(given))
      : given
  const limit = /^at (most|least) ([\d.e+-]+)(.*)$/s.exec(expected)
  if (!limit || knob.type !== 'number') return `${knob.label}: ${shown} is not ${formatRange(knob)}.`
  const [, side, bound, why] = limit
  const than = side === 'most' ? 'more' : 'less'
  return `${knob.label}: ${shown} is ${than} than these settings allow together; at ${side} ${formatSetting(knob, Number(bound))}${why}.`
}
