import type { FeatureSettings } from '../features/encoder.ts'
import { AUTO, type Auto, type Knobs, type SettingsOf } from '../kernel/knobs.ts'
import { MANY_ROWS } from './automatic.ts'
import type { TrainingSettings } from './network-model.ts'
import { treatmentKnobs } from './treatment-knobs.ts'

/** How any model here is trained, and how its features are made; a model overrides defaults where its own are better. */
export const trainingKnobs = {
  rate: {
    type: 'number',
    label: 'Learning rate',
    group: 'Training',
    help: 'Size of Adam’s steps. Too high and the loss grows without limit, too low and training is slow.',
    default: 0.004,
    min: 0.00001,
    max: 1,
    scale: 'log',
  },
  decay: {
    type: 'choice',
    label: 'Rate decay',
    group: 'Training',
    help: 'With a rate that falls to zero the weights settle at the end; with a constant rate they keep moving.',
    default: 'linear',
    options: [
      { value: 'linear', label: 'to zero', help: 'The rate falls in a line to 0 at the end of the last epoch.' },
      { value: 'none', label: 'none', help: 'The rate stays as it is.' },
    ],
  },
  optimiser: {
    type: 'choice',
    label: 'Optimiser',
    group: 'Training',
    help: 'Which weights of values a step moves. Lazy Adam is fast however long the fields are; the penalty, too, then acts on the values of the batch only.',
    default: 'lazy',
    options: [
      { value: 'lazy', label: 'lazy Adam', help: 'Only values that are in the batch.' },
      {
        value: 'dense',
        label: 'dense Adam',
        help: 'Every value, each step: those not in the batch move on by their moments.',
      },
    ],
  },
  batchSize: {
    type: 'number',
    label: 'Batch size',
    group: 'Training',
    help: 'Rows averaged in one step: more are faster and smoother, fewer take more steps in an epoch.',
    default: 'auto',
    auto: '512 from 51,200 training rows on; with fewer rows smaller, down to 32, so that an epoch has about a hundred steps.',
    min: 16,
    max: 8192,
    scale: 'log',
    integer: true,
  },
  epochs: {
    type: 'number',
    label: 'Epochs',
    group: 'Training',
    help: 'Passes over the training rows. Long fields of rare values are memorised from the second on.',
    default: 'auto',
    auto: 'As many as show the model 420,000 rows, from 2 to 16; 8 at most where validation has under 30 positives. Early stopping may end it before.',
    min: 1,
    max: 200,
    scale: 'log',
    integer: true,
  },
  l2: {
    type: 'number',
    label: 'L2 penalty',
    group: 'Regularisation',
    help: 'λ of ½λ‖w‖² on all weights but biases: pulls weights that rest on few rows towards zero.',
    default: 'auto',
    auto: '0.00003 from 50,000 training rows on, more where there are fewer rows, more columns or few positives in validation.',
    min: 0,
    max: 0.01,
    step: 0.000001,
  },
  patience: {
    type: 'number',
    label: 'Patience',
    group: 'Regularisation',
    help: 'Evaluations without a better validation log loss before training stops; the best weights are kept, so validation looks a little too good, and test does not. 0 never stops early and keeps the last weights.',
    default: 'auto',
    auto: '12; 0 where validation has under 30 positives, too few to tell when to stop.',
    min: 0,
    max: 40,
    step: 1,
    integer: true,
  },
  minCount: {
    type: 'number',
    label: 'Minimum count',
    group: 'Features',
    help: 'A value seen fewer times in training shares one weight with all such values and with unseen ones.',
    default: 'auto',
    auto: 'One in 2,500 training rows, from 2 to 20.',
    min: 1,
    max: 1000,
    scale: 'log',
    integer: true,
  },
  buckets: {
    type: 'number',
    label: 'Hash buckets',
    group: 'Features',
    help: 'A field that keeps more values than this is hashed into as many buckets, so that some values share weights.',
    default: 20_000,
    min: 10,
    max: 100_000,
    scale: 'log',
    integer: true,
  },
  scaling: {
    type: 'choice',
    label: 'Numbers',
    group: 'Features',
    help: 'How numeric columns are scaled before a model reads them. A logarithm shortens long tails, and makes a sharp limit inside them hard to see.',
    default: 'log',
    options: [
      { value: 'log', label: 'log where tails are long', help: 'And cut at ten standard deviations.' },
      {
        value: 'both',
        label: 'both where tails are long',
        help: 'The logarithm and the number itself: for whichever of them the label follows.',
      },
      { value: 'standard', label: 'standardised', help: 'Less the mean, by the standard deviation, and nothing else.' },
    ],
  },
  position: {
    type: 'switch',
    label: 'Position as a feature',
    group: 'Features',
    help: 'Without it the model cannot tell what is shown at the top from what is liked.',
    default: true,
  },
  ...treatmentKnobs,
} as const satisfies Knobs

type TrainingKnobs = { readonly [P in keyof typeof trainingKnobs]: Knobs[string] & (typeof trainingKnobs)[P] }
type Shared = SettingsOf<TrainingKnobs>

/** Settings that are still `auto` are taken as for many rows. */
export function trainingOf({ rate, decay, optimiser, batchSize, epochs, l2, patience }: Shared): TrainingSettings {
  return {
    rate,
    decay: decay === 'none' ? 'none' : 'linear',
    lazy: optimiser !== 'dense',
    batchSize: numberOf(batchSize, MANY_ROWS.batchSize),
    epochs: numberOf(epochs, MANY_ROWS.epochs),
    l2: numberOf(l2, MANY_ROWS.l2),
    patience: numberOf(patience, MANY_ROWS.patience),
  }
}

export function featuresOf(
  { minCount, buckets, scaling, position }: Shared,
  crosses: FeatureSettings['crosses']
): FeatureSettings {
  return {
    minCount: numberOf(minCount, MANY_ROWS.minCount),
    buckets,
    scaling: scaling === 'standard' || scaling === 'both' ? scaling : 'log',
    position,
    crosses,
  }
}

export function numberOf(value: number | Auto, automatic: number): number {
  return value === AUTO ? automatic : value
}
