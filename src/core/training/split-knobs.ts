import type { Knobs, Settings, SettingsOf } from '../kernel/knobs.ts'

export const splitKnobs = {
  split: {
    type: 'choice',
    label: 'Split',
    group: 'Split',
    help: 'How rows are parted into training, validation and test. Requests are never cut.',
    default: 'time',
    options: [
      {
        value: 'time',
        label: 'by time',
        help: '70/10/20: train on the past, test on the future, as production does.',
      },
      {
        value: 'random',
        label: 'random',
        help: '70/10/20 dealt at random: the test peeks at the same days and customers, and at labels nobody had yet.',
      },
      { value: 'fold', label: '5-fold', help: 'One fifth of the requests is the test; choose which with the fold.' },
      {
        value: 'prequential',
        label: 'prequential',
        help: 'Some days to train, a delay until their labels are known, then days to test. Each fold lies a test further back.',
      },
    ],
  },
  fold: {
    type: 'number',
    label: 'Fold',
    group: 'Split',
    help: 'Which fold is the test; prequential folds count back from the newest. Used by 5-fold and prequential only.',
    default: 1,
    min: 1,
    max: 5,
    step: 1,
    integer: true,
  },
  trainDays: {
    type: 'number',
    label: 'Training days',
    group: 'Split',
    help: 'How many days a prequential fold trains on.',
    default: 7,
    min: 1,
    max: 365,
    step: 1,
    integer: true,
  },
  delayDays: {
    type: 'number',
    label: 'Delay in days',
    group: 'Split',
    help: 'Days between training and test, in which labels become known. Prequential only.',
    default: 7,
    min: 0,
    max: 90,
    step: 1,
    integer: true,
  },
  testDays: {
    type: 'number',
    label: 'Test days',
    group: 'Split',
    help: 'How many days a prequential fold is tested on.',
    default: 7,
    min: 1,
    max: 90,
    step: 1,
    integer: true,
  },
  labels: {
    type: 'choice',
    label: 'Labels in training',
    group: 'Split',
    help: 'Which labels a model trains on where they become known late: what was known when the test begins, or more.',
    default: 'known',
    options: [
      {
        value: 'known',
        label: 'settled rows only',
        help: 'Rows whose label was known by then; younger ones are left out.',
      },
      {
        value: 'asKnown',
        label: 'as known then',
        help: 'Every row before the test; what nobody had reported yet counts as genuine.',
      },
      {
        value: 'final',
        label: 'final (hindsight)',
        help: 'Labels as they turned out later: production never has these.',
      },
    ],
  },
  dropKnown: {
    type: 'switch',
    label: 'Known cards leave the test',
    group: 'Split',
    help: 'Customers whose fraud was known before a test day began are blocked by then: their rows are no test of a model.',
    default: false,
  },
} as const satisfies Knobs

export type SplitSettings = SettingsOf<typeof splitKnobs>

/** The split's knobs with the defaults of a dataset. */
export function splitKnobsFor({ split = {} }: { readonly split?: Settings }): typeof splitKnobs {
  return Object.fromEntries(
    Object.entries(splitKnobs).map(([id, knob]) => [id, id in split ? { ...knob, default: split[id] } : knob])
  ) as unknown as typeof splitKnobs
}

/** Whether a knob of the split does anything under these settings. */
export function isSplitKnobUsed(id: string, { split }: Pick<SplitSettings, 'split'>, hasLabelTimes: boolean): boolean {
  if (id === 'fold') return split === 'fold' || split === 'prequential'
  if (id === 'labels') return hasLabelTimes && (split === 'time' || split === 'prequential')
  if (id === 'dropKnown') return hasLabelTimes && (split === 'time' || split === 'prequential')
  return id === 'split' || split === 'prequential'
}
