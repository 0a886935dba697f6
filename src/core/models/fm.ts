import type { Knobs } from '../kernel/knobs.ts'
import { automaticTraining } from './automatic.ts'
import { deepKnobs } from './deep-knobs.ts'
import type { NetworkModel } from './network-model.ts'
import { featuresOf, trainingKnobs, trainingOf } from './training-knobs.ts'

const knobs = {
  embedding: {
    ...deepKnobs.embedding,
    help: 'Length of the vector of each value and number; what two of them do together is the product of their vectors.',
  },
  ...trainingKnobs,
} as const satisfies Knobs

/** Factorisation machine of second order (Rendle 2010). */
export const fm: NetworkModel<typeof knobs> = {
  learner: 'network',
  id: 'fm',
  label: 'Factorisation machine',
  help: 'Logistic regression and the product of every pair of inputs, by a vector for each: sees pairs, even ones that were hardly ever together in training, but no triples and no curves.',
  knobs,
  features: (settings) => featuresOf(settings, []),
  network: (settings, encoder) => ({
    numeric: encoder.numeric.length,
    fields: encoder.fields,
    embedding: settings.embedding,
    wide: true,
    cross: null,
    deep: null,
    arrangement: 'parallel',
    pairs: true,
  }),
  training: trainingOf,
  automatic: (_settings, facts) => automaticTraining(facts),
}
