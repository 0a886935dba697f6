/** A declared setting. Control, link key, validation, headless flag, lock and documentation all derive from it. */
export type Knob = NumberKnob | ChoiceKnob | SwitchKnob

interface KnobBase {
  readonly label: string
  /** One sentence: what it changes, in the field's words. */
  readonly help: string
  /** Heading it stands under in a panel. */
  readonly group?: string
}

export interface NumberKnob extends KnobBase {
  readonly type: 'number'
  readonly default: number | Auto
  readonly min: number
  readonly max: number
  /** Spacing of the control; on a log scale the factor is chosen by the control instead. */
  readonly step?: number
  readonly scale?: 'linear' | 'log'
  readonly integer?: boolean
  /** `share` is kept in [0, 1] and shown in per cent. */
  readonly unit?: string
  /** What it follows from while it is `auto`, in one sentence; without this it is always a number. */
  readonly auto?: string
}

/** Setting of a number that follows from the rows at hand. */
export const AUTO = 'auto'
export type Auto = typeof AUTO

export interface ChoiceKnob extends KnobBase {
  readonly type: 'choice'
  readonly default: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly help?: string }[]
}

export interface SwitchKnob extends KnobBase {
  readonly type: 'switch'
  readonly default: boolean
}

export type Setting = number | string | boolean
export type Settings = Readonly<Record<string, Setting>>
export type Knobs = Readonly<Record<string, Knob>>

export type SettingsOf<K extends Knobs> = {
  readonly [P in keyof K]: K[P] extends NumberKnob
    ? K[P] extends { readonly auto: string }
      ? number | Auto
      : number
    : K[P] extends SwitchKnob
      ? boolean
      : K[P] extends ChoiceKnob
        ? string
        : Setting
}
