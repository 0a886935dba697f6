import type { Dataset } from '../../../datasets/dataset.ts'
import type { Knobs, SettingsOf } from '../kernel/knobs.ts'

const cost = { type: 'number', min: 0, group: 'Costs' } as const

/** What mistakes cost, in the unit of the amounts, and how many alerts can be looked at. */
export const decisionKnobs = {
  missedShare: {
    ...cost,
    label: 'Missed: share of the amount',
    help: 'How much of its amount is lost with a positive that is not caught. Nothing where rows have no amount.',
    default: 1,
    max: 1,
    step: 0.05,
    unit: 'share',
  },
  missedFlat: {
    ...cost,
    label: 'Missed: flat',
    help: 'What a positive that is not caught costs, whatever its amount.',
    default: 20,
    max: 10_000,
    step: 1,
  },
  falseAlarm: {
    ...cost,
    label: 'False alarm',
    help: 'What it costs to act on a negative as if it were a positive.',
    default: 5,
    max: 1000,
    step: 0.5,
  },
  review: {
    ...cost,
    label: 'Review',
    help: 'What each alert costs, right or wrong.',
    default: 2,
    max: 1000,
    step: 0.5,
  },
  capacity: {
    type: 'number',
    label: 'Alerts a day',
    help: 'How many alerts can be looked at in a day.',
    group: 'Capacity',
    default: 100,
    min: 1,
    max: 100_000,
    scale: 'log',
    integer: true,
  },
} as const satisfies Knobs

/** The same, each with what it means for the rows of a dataset where the dataset says so. */
export function decisionKnobsFor({ words }: Pick<Dataset, 'words'>): typeof decisionKnobs {
  const meanings = words?.decisions ?? {}
  return Object.fromEntries(
    Object.entries(decisionKnobs).map(([id, knob]) => {
      const meaning = meanings[id as keyof typeof decisionKnobs]
      return [id, meaning ? { ...knob, help: `${knob.help} ${meaning}` } : knob]
    })
  ) as unknown as typeof decisionKnobs
}

export type DecisionSettings = SettingsOf<typeof decisionKnobs>

/** A missed positive costs `missedFlat + missedShare · amount`, a false alarm `falseAlarm`, and every alert `review`. */
export type CostSettings = Omit<DecisionSettings, 'capacity'>
