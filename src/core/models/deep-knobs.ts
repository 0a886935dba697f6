import type { Knobs } from '../kernel/knobs.ts'

/** Knobs of models with embeddings and hidden layers. */
export const deepKnobs = {
  hidden: {
    type: 'choice',
    label: 'Hidden layers',
    group: 'Model',
    help: 'Units of each layer of the deep part, which fits shapes that no product of inputs has.',
    default: '64-32',
    options: [
      { value: '16', label: '16' },
      { value: '32-16', label: '32, 16' },
      { value: '64-32', label: '64, 32' },
      { value: '128-64', label: '128, 64' },
      { value: '128-64-32', label: '128, 64, 32' },
    ],
  },
  embedding: {
    type: 'number',
    label: 'Embedding size',
    group: 'Model',
    help: 'Numbers that stand for one categorical value.',
    default: 8,
    min: 1,
    max: 32,
    step: 1,
    integer: true,
  },
  dropout: {
    type: 'number',
    label: 'Dropout',
    group: 'Regularisation',
    help: 'Share of hidden units silenced at random in each training step.',
    default: 0,
    min: 0,
    max: 0.8,
    step: 0.05,
    unit: 'share',
  },
} as const satisfies Knobs
