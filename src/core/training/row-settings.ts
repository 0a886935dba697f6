import type { Dataset } from '../../../datasets/dataset.ts'
import { defaultsOf, type Knobs, type Settings } from '../kernel/knobs.ts'
import { splitKnobsFor } from './split-knobs.ts'

/** Which rows there are, and their truth; or in which part each of them is. */
export type Decides = 'rows' | 'parts'

interface RowSettings {
  readonly decides: Decides
  /** Its knobs for a dataset; no two fields have a knob of one id. */
  knobs(dataset: Dataset): Knobs
}

/** The fields of a recipe that hold settings. */
export const rowSettings = {
  settings: { decides: 'rows', knobs: ({ knobs }) => knobs },
  split: { decides: 'parts', knobs: splitKnobsFor },
} as const satisfies Record<string, RowSettings>

export type RowField = keyof typeof rowSettings

export const rowFields = Object.keys(rowSettings) as readonly RowField[]

/** Settings that decide this, by knob; where nothing is named, all of them. */
export function settingsThat(of: Readonly<Record<RowField, Settings>>, decides?: Decides): Settings {
  return merged(decides, (field) => of[field])
}

/** Their defaults. */
export function defaultsThat(dataset: Dataset, decides?: Decides): Settings {
  return merged(decides, (field) => defaultsOf(rowSettings[field].knobs(dataset)))
}

function merged(decides: Decides | undefined, settingsOf: (field: RowField) => Settings): Settings {
  const fields = rowFields.filter((field) => !decides || rowSettings[field].decides === decides)
  return Object.assign({}, ...fields.map(settingsOf)) as Settings
}
