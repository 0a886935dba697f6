import type { Knobs, SettingsOf } from '../kernel/knobs.ts'

export const splitKnobs = {
  split: {
    type: 'choice',
    label: 'Split',
    group: 'Split',
    help: 'How rows are parted into training, validation and test (70/10/20). Requests are never cut.',
    default: 'time',
    options: [
      { value: 'time', label: 'by time', help: 'Train on the past, test on the future, as production does.' },
      { value: 'random', label: 'random', help: 'Requests are dealt at random: the test peeks at the same days.' },
      { value: 'fold', label: '5-fold', help: 'One fifth of the requests is the test; choose which with the fold.' },
    ],
  },
  fold: {
    type: 'number',
    label: 'Fold',
    group: 'Split',
    help: 'Which of the five folds is the test; used by the 5-fold split only.',
    default: 1,
    min: 1,
    max: 5,
    step: 1,
    integer: true,
  },
} as const satisfies Knobs

export type SplitSettings = SettingsOf<typeof splitKnobs>

/** Row numbers of each part, ascending. */
export interface Split {
  readonly train: Uint32Array
  readonly validation: Uint32Array
  readonly test: Uint32Array
}
