import type { Knobs, Settings, SettingsOf } from '../kernel/knobs.ts'

export const splitKnobs = {
  split: {
    type: 'choice',
    label: 'Split',
    group: 'Split',
    help: 'How rows are split into training, validation and test. Requests are never cut.',
    default: 'time',
    options: [
      {
        value: 'time',
        label: 'by time',
        help: '70/10/20: train on the past, validate on what follows, test on the future, as in production. Rows with the same time stay together.',
      },
      {
        value: 'random',
        label: 'random',
        help: '70/10/20, split at random: test rows are of the same days as training rows, of the same customers or groups where there are some, and where labels come late, training has labels that were not known yet. With fewer than 50 positives (or negatives), each part gets its share of them.',
      },
      {
        value: 'stratified',
        label: 'stratified',
        help: 'Drawn at random, with the same share of positives in training, validation and test. The fold chooses which fifth is the test.',
      },
      {
        value: 'grouped',
        label: 'grouped',
        help: 'All rows of a customer or group are in one part, drawn at random, with shares of rows and of positives as even as whole groups allow. The fold chooses which fifth is the test.',
      },
      {
        value: 'groupedTime',
        label: 'grouped by time',
        help: 'Train on the past, test on later rows of customers or groups that training and validation have not seen. A fifth of the groups is kept for the test; the fold chooses which.',
      },
      { value: 'fold', label: '5-fold', help: 'One fifth of the requests is the test; choose which with the fold.' },
      {
        value: 'prequential',
        label: 'prequential',
        help: 'Some days to train, a delay until their labels are known, then days to test. Validation is before training: as many days as the test, just before the first training day, or the last tenth of the training rows where no positive lies before it. Each fold lies a test further back.',
      },
    ],
  },
  fold: {
    type: 'number',
    label: 'Fold',
    group: 'Split',
    help: 'Which fold is the test; prequential folds count back from the newest. Used by 5-fold, stratified, grouped, grouped by time and prequential splits.',
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
    help: 'How many days a prequential fold is tested on, and validated on before its training days.',
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
        help: 'Rows whose label was known by then, positive or not; younger ones are left out.',
      },
      {
        value: 'asKnown',
        label: 'as known then',
        help: 'Every row before the test; rows not yet reported as positive count as negative.',
      },
      {
        value: 'final',
        label: 'final (hindsight)',
        help: 'Labels as they turned out later: these are not known when a model is trained.',
      },
    ],
  },
  maturityDays: {
    type: 'number',
    label: 'Days until labels settle',
    group: 'Split',
    help: 'Rows older than this count as settled, positive or not; younger ones are left out of training. 0 chooses: the longest delay of a positive in a file of your own, the settling time of each row in a world.',
    default: 0,
    min: 0,
    max: 365,
    step: 1,
  },
  dropKnown: {
    type: 'switch',
    label: 'Known customers leave the test',
    group: 'Split',
    help: 'Leaves out test rows of customers or groups that had a positive known before the day of the row began: they are blocked by then, and no model decides about them.',
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

/** What a table says of its rows, as far as splits ask for it. */
export interface SplitFacts {
  readonly hasTime: boolean
  readonly hasGroups: boolean
  readonly hasLabelTimes: boolean
}

const BY_TIME: readonly string[] = ['time', 'prequential', 'groupedTime']
const BY_GROUP: readonly string[] = ['grouped', 'groupedTime']
const BY_FIFTHS: readonly string[] = ['fold', 'stratified', 'grouped', 'groupedTime', 'prequential']

/** Whether rows are drawn by chance, so that the test is a share of the whole time. */
export function isDealt(split: string): boolean {
  return !BY_TIME.includes(split)
}

/** Whether all rows of a group are in one part. */
export function keepsGroups(split: string): boolean {
  return BY_GROUP.includes(split)
}

/** Whether a table can be parted so. */
export function isSplitPossible(split: string, { hasTime, hasGroups }: SplitFacts): boolean {
  return (hasTime || !BY_TIME.includes(split)) && (hasGroups || !BY_GROUP.includes(split))
}

/** Ways of parting that a table does not allow, in words: what it lacks for them. */
export function refusedSplits(facts: SplitFacts): string[] {
  const lacks = (wanted: (value: string) => boolean): string =>
    splitKnobs.split.options
      .filter(({ value }) => wanted(value))
      .map(({ label }) => label)
      .join(', ')
  return [
    ...(facts.hasTime ? [] : [`${lacks((value) => BY_TIME.includes(value))}: no column says when a row happened`]),
    ...(facts.hasGroups ? [] : [`${lacks((value) => BY_GROUP.includes(value))}: no column says whose a row is`]),
  ]
}

/** The split's knobs with those ways of parting only that a table allows, and the one in use; `usual` where these rows have one of their own. */
export function splitKnobsOn(
  dataset: { readonly split?: Settings },
  facts: SplitFacts,
  { split, usual }: { readonly split: string; readonly usual: string | null }
): Knobs {
  const knobs = splitKnobsFor(dataset)
  const options = knobs.split.options.filter(({ value }) => value === split || isSplitPossible(value, facts))
  return { ...knobs, split: { ...knobs.split, options, default: usual ?? knobs.split.default } }
}

/** Whether a knob of the split does anything under these settings. */
export function isSplitKnobUsed(
  id: string,
  { split, labels }: Pick<SplitSettings, 'split' | 'labels'>,
  { hasLabelTimes }: Pick<SplitFacts, 'hasLabelTimes'>
): boolean {
  if (id === 'split') return true
  if (id === 'fold') return BY_FIFTHS.includes(split)
  if (id === 'labels' || id === 'dropKnown') return hasLabelTimes && BY_TIME.includes(split)
  if (id === 'maturityDays') return hasLabelTimes && BY_TIME.includes(split) && labels === 'known'
  return split === 'prequential'
}
