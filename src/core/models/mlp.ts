import type { Knobs } from '../kernel/knobs.ts'
import { automaticTraining } from './automatic.ts'
import { deepKnobs } from './deep-knobs.ts'
import type { NetworkModel } from './network-model.ts'
import { featuresOf, trainingKnobs, trainingOf } from './training-knobs.ts'

const knobs = {
  ...deepKnobs,
  ...trainingKnobs,
} as const satisfies Knobs

/** Multilayer perceptron over numbers and embeddings. */
export const mlp: NetworkModel<typeof knobs> = {
  learner: 'network',
  id: 'mlp',
  label: 'Deep network (MLP)',
  help: 'Embeds each value and passes all inputs through hidden layers: can fit any shape, but learns a product of two inputs only slowly, from many rows.',
  knobs,
  features: (settings) => featuresOf(settings, []),
  network: (settings, encoder) => ({
    numeric: encoder.numeric.length,
    fields: encoder.fields,
    embedding: settings.embedding,
    wide: false,
    cross: null,
    deep: { hidden: settings.hidden.split('-').map(Number), dropout: settings.dropout },
    arrangement: 'parallel',
  }),
  training: trainingOf,
  automatic: (_settings, facts) => automaticTraining(facts),
}
