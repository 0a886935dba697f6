import { defaultsOf, parseSettings, type Knobs, type Settings, type SettingsOf } from '../../core/kernel/knobs.ts'
import type { RowField } from '../../core/training/row-settings.ts'
import type { ScenarioFacts } from '../scenario-facts.ts'

/** A group of knobs, declared once: document, link, command line, panel, teacher's list and presets follow from it. */
export interface Section<Id extends string = string, S = unknown> extends Declared<Id> {
  /** Reads its settings from anywhere: a note for each that had to be changed, none for keys that are not its own. */
  read(scenario: ScenarioFacts, raw: Readonly<Record<string, unknown>>): ReadSettings<S>
  /** As the knobs have them. */
  write(settings: S): Settings
}

export interface ReadSettings<S> {
  readonly settings: S
  readonly notes: readonly string[]
}

interface Declared<Id extends string> {
  readonly id: Id
  /** Over its knobs. */
  readonly label: string
  /** Over its knobs on the command line, where that says more. */
  heading?(scenario: ScenarioFacts): string
  /** Id of the step whose page has its panel; null where every page has it. */
  readonly step: string | null
  /** In links its knobs stand by their bare names; else after its id and a dot. */
  readonly isFlat?: true
  /** Its settings are fields of the lab itself. */
  readonly isRoot?: true
  /** The field of a recipe that its settings are, where rows follow from them; `rowSettings` says what of the rows. */
  readonly recipe?: RowField
  /** A preset is recognised by its settings. */
  readonly isOfPresets?: true
  /** Numbers that move say which of its knobs moved them. */
  readonly movesNumbers?: true
  /** Knobs that no teacher hides or locks here. */
  readonly untaught?: readonly string[]
  /** Older names of its knobs, still read. */
  readonly renamed?: Readonly<Record<string, string>>
  /** Its knobs in a scenario. */
  knobs(scenario: ScenarioFacts): Knobs
  /** Every knob it may have: where a scenario has fewer, the lab holds the defaults of the rest. */
  readonly every?: Knobs
  /** Why a scenario cannot have it though it has its step, in one line; null where it can. */
  lacking?(scenario: ScenarioFacts): string | null
}

/** A section whose settings are as its knobs declare them. */
export function section<const Id extends string, K extends Knobs>(
  declared: Omit<Declared<Id>, 'knobs' | 'every'> & { knobs(scenario: ScenarioFacts): K; readonly every?: K }
): Section<Id, SettingsOf<K>> {
  return {
    ...declared,
    read: (scenario, raw) => {
      const { settings, notes } = parseSettings(declared.knobs(scenario), raw)
      const rest = declared.every ? defaultsOf(declared.every) : settings
      return { settings: { ...rest, ...settings }, notes }
    },
    write: (settings) => ({ ...settings }),
  }
}
