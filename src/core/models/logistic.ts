import type { Knobs } from '../kernel/knobs.ts'
import type { NetworkModel } from './model.ts'
import { featuresOf, trainingKnobs, trainingOf } from './training-knobs.ts'

const knobs = {
  crosses: {
    type: 'choice',
    label: 'Hand-made crosses',
    group: 'Model',
    help: 'Pairs of columns given to the model as features of their own: what someone who knows this world would add.',
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
  rate: { ...trainingKnobs.rate, default: 0.01 },
} as const satisfies Knobs

/** Logistic regression: one weight for each value and number, and a bias. */
export const logistic: NetworkModel<typeof knobs> = {
  sort: 'network',
  id: 'logistic',
  label: 'Logistic regression',
  help: 'Adds up one weight for each value and number. Fast, well calibrated, and blind to what only pairs tell.',
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
}
