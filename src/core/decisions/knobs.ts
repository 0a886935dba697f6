import type { Dataset } from '../../../datasets/dataset.ts'
import type { Knobs, SettingsOf } from '../kernel/knobs.ts'
import { auctionKnobs } from '../value/auction-knobs.ts'
import { costKnobs } from '../value/cost-knobs.ts'

const capacity = {
  type: 'number',
  label: 'Alerts a day',
  help: 'How many alerts can be looked at in a day.',
  group: 'Capacity',
  default: 100,
  min: 1,
  max: 100_000,
  scale: 'log',
  integer: true,
} as const

/** What mistakes cost and how many alerts can be looked at: any row can raise an alert. */
const alertKnobs = { ...costKnobs, capacity } as const satisfies Knobs

/** What else a kind of decision is set by. */
const knobsOfKind = { auction: auctionKnobs } as const satisfies Readonly<Record<string, Knobs>>

export const decisionKnobs = { ...alertKnobs, ...knobsOfKind.auction } as const satisfies Knobs

/** Those that a scenario has by its kind of decision, each with what it means for the rows of a dataset where the dataset says so. */
export function decisionKnobsFor({ words }: Pick<Dataset, 'words'>, kind?: string): typeof decisionKnobs {
  const meanings: Readonly<Record<string, string | undefined>> = words?.decisions ?? {}
  const own = Object.entries(knobsOfKind).find(([id]) => id === kind)?.[1] ?? {}
  return Object.fromEntries(
    Object.entries({ ...alertKnobs, ...own }).map(([id, knob]) => {
      const meaning = meanings[id]
      return [id, meaning ? { ...knob, help: `${knob.help} ${meaning}` } : knob]
    })
  ) as unknown as typeof decisionKnobs
}

export type DecisionSettings = SettingsOf<typeof decisionKnobs>
