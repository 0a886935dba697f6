import { AUTO, type Knob, type Knobs, type NumberKnob, type Setting, type Settings, type SettingsOf } from './knob.ts'
import { formatRange, formatSetting } from './words.ts'

export { AUTO }
export type * from './knob.ts'

export function defaultsOf<K extends Knobs>(knobs: K): SettingsOf<K> {
  return Object.fromEntries(Object.entries(knobs).map(([id, knob]) => [id, knob.default])) as SettingsOf<K>
}

/** What a knob allows, in words: `0.0001 to 0.2`, `one of a, b`, `true or false`. */
export function allowedBy(knob: Knob): string {
  if (knob.type === 'choice') return `one of ${knob.options.map((option) => option.value).join(', ')}`
  if (knob.type === 'switch') return 'true or false'
  return `${knob.integer ? 'a whole number from ' : ''}${knob.min} to ${knob.max}${knob.auto ? ', or auto' : ''}`
}

/**
 * Reads one setting strictly, as the command line and forms want it.
 * @throws one line naming the value and what is allowed
 */
export function readSetting(knobs: Knobs, id: string, value: unknown): Setting {
  const knob = Object.hasOwn(knobs, id) ? knobs[id] : undefined
  if (!knob) throw new Error(`unknown setting: ${id}; expected one of ${Object.keys(knobs).join(', ')}`)
  const read = convert(knob, value)
  if (read === undefined || (knob.type === 'number' && typeof read === 'number' && read !== clamp(knob, read)))
    throw new Error(`invalid ${id}: ${String(value)}; expected ${allowedBy(knob)}`)
  return read
}

/**
 * Reads many settings leniently, as for a link: what is missing takes its default, what is out of range is
 * clamped, what makes no sense takes its default; each departure is one note, in the units people see. Unknown keys are
 * ignored.
 */
export function parseSettings<K extends Knobs>(knobs: K, raw: Readonly<Record<string, unknown>>) {
  const notes: string[] = []
  const settings = Object.fromEntries(
    Object.entries(knobs).map(([id, knob]) => {
      if (!Object.hasOwn(raw, id) || raw[id] === undefined) return [id, knob.default]
      const read = convert(knob, raw[id])
      const inWords = (setting: Setting): string => formatSetting(knob, setting)
      if (read === undefined) {
        notes.push(`${knob.label}: ${shown(raw[id])} is not ${formatRange(knob)}; using ${inWords(knob.default)}`)
        return [id, knob.default]
      }
      if (knob.type !== 'number' || typeof read !== 'number') return [id, read]
      const clamped = clamp(knob, read)
      if (clamped !== read)
        notes.push(
          `${knob.label}: ${inWords(read)} is ${outside(knob)} ${formatRange(knob)}; using ${inWords(clamped)}`
        )
      return [id, clamped]
    })
  ) as SettingsOf<K>
  return { settings, notes }
}

/** The settings that differ from their defaults: what a link carries and a difference of runs shows. */
export function changedSettings(knobs: Knobs, settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([id, value]) => knobs[id] && value !== knobs[id].default))
}

function convert(knob: Knob, value: unknown): Setting | undefined {
  if (knob.type === 'switch') {
    if (value === true || value === 'true' || value === '1') return true
    return value === false || value === 'false' || value === '0' ? false : undefined
  }
  if (knob.type === 'choice') return knob.options.find((option) => option.value === value)?.value
  if (knob.auto && value === AUTO) return AUTO
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

function clamp(knob: NumberKnob, value: number): number {
  const whole = knob.integer ? Math.round(value) : value
  return Math.min(knob.max, Math.max(knob.min, whole))
}

function outside(knob: NumberKnob): string {
  return knob.integer ? 'not' : 'outside'
}

function shown(value: unknown): string {
  const text = String(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
