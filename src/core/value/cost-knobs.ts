import type { Knobs, SettingsOf } from '../kernel/knobs.ts'

const cost = { type: 'number', min: 0, group: 'Costs' } as const

/** What mistakes cost, in the unit of the amounts. */
export const costKnobs = {
  missedShare: {
    ...cost,
    label: 'Lost share of a missed amount',
    help: 'How much of its amount is lost with a positive that is not caught. Nothing where rows have no amount.',
    default: 1,
    max: 1,
    step: 0.05,
    unit: 'share',
  },
  missedFlat: {
    ...cost,
    label: 'Cost of a missed positive',
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
} as const satisfies Knobs

/** A missed positive costs `missedFlat + missedShare · amount`, a false alarm `falseAlarm`, and every alert `review`. */
export type CostSettings = SettingsOf<typeof costKnobs>
