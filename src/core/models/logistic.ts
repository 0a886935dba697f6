import { AUTO, type Knobs, type Settings } from '../kernel/knobs.ts'
import { automaticTraining, MANY_ROWS } from './automatic.ts'
import type { TrainingFacts } from './model.ts'
import type { NetworkModel } from './network-model.ts'
import { featuresOf, trainingKnobs, trainingOf } from './training-knobs.ts'

const RATE = 0.01
const LBFGS = 'lbfgs'
/** A step of L-BFGS reads every number and code of every row: so many take some ten milliseconds. */
const MOST_ROWS = 100_000
const MOST_CELLS = 4_000_000
/** With fewer rows a second input for the same column costs more than it tells. */
const BOTH_ROWS = 1_000
/** What only Adam has; where one of them was set, Adam is meant. */
const ONLY_ADAM = ['batchSize', 'epochs', 'patience'] as const

const knobs = {
  crosses: {
    type: 'choice',
    label: 'Hand-made crosses',
    group: 'Model',
    help: 'Pairs of columns given to the model as features of their own: what a person who knows these data would add.',
    default: 'none',
    options: [
      { value: 'none', label: 'none', help: 'Each column acts alone.' },
      {
        value: 'true',
        label: 'the true ones',
        help: 'One weight for each pair of values that act together in this world.',
      },
    ],
  },
  ...trainingKnobs,
  rate: { ...trainingKnobs.rate, default: RATE },
  optimiser: {
    ...trainingKnobs.optimiser,
    help: 'How the minimum of the loss is found. L-BFGS reads all rows at each step and goes to the minimum; Adam takes many small steps.',
    default: AUTO,
    options: [
      {
        value: AUTO,
        label: 'auto',
        help: 'L-BFGS up to 100,000 training rows, where nothing that only Adam has was set; else lazy Adam.',
      },
      {
        value: LBFGS,
        label: 'L-BFGS',
        help: 'All rows at each step, to the minimum. It has no rate, batches, epochs or patience.',
      },
      ...trainingKnobs.optimiser.options,
    ],
  },
  scaling: {
    ...trainingKnobs.scaling,
    default: AUTO,
    options: [
      {
        value: AUTO,
        label: 'auto',
        help: 'Both with L-BFGS from 1,000 training rows on, which weighs one against the other; else the logarithm.',
      },
      ...trainingKnobs.scaling.options,
    ],
  },
  l2: {
    ...trainingKnobs.l2,
    auto: 'The mean weight of a row over the training rows, which is scikit-learn’s C = 1; with Adam at least 0.00003.',
  },
  minCount: {
    ...trainingKnobs.minCount,
    auto: '1 with L-BFGS; with Adam one in 2,500 training rows, from 2 to 20.',
  },
} as const satisfies Knobs

/** Logistic regression: one weight for each value and number, and a bias. */
export const logistic: NetworkModel<typeof knobs> = {
  learner: 'network',
  id: 'logistic',
  label: 'Logistic regression',
  help: 'Adds up one weight for each value and number. Fast and well calibrated; it cannot use effects that only pairs of columns have.',
  knobs,
  features: (settings, _schema, trueCrosses) => featuresOf(settings, settings.crosses === 'true' ? trueCrosses : []),
  network: (_settings, encoder) => ({
    numeric: encoder.numeric.length,
    fields: encoder.fields.map((field) => ({ ...field, embedded: false })),
    embedding: 0,
    wide: true,
    cross: null,
    deep: null,
    arrangement: 'parallel',
  }),
  training: trainingOf,
  automatic(settings, facts) {
    const optimiser = settings.optimiser === AUTO ? (suitsLbfgs(settings, facts) ? LBFGS : 'lazy') : settings.optimiser
    const ridge = facts.meanWeight / Math.max(1, facts.rows)
    const adam = { ...automaticTraining(facts), optimiser, scaling: 'log', l2: Math.max(MANY_ROWS.l2, ridge) }
    return optimiser === LBFGS
      ? { ...adam, scaling: facts.rows >= BOTH_ROWS ? 'both' : 'log', l2: ridge, minCount: 1 }
      : adam
  },
}

function suitsLbfgs(settings: Settings, { rows, columns, focal }: TrainingFacts): boolean {
  const isForAdam = ONLY_ADAM.some((id) => settings[id] !== AUTO) || settings.rate !== RATE || settings.decay === 'none'
  return !isForAdam && focal === 0 && rows <= MOST_ROWS && rows * columns <= MOST_CELLS
}
