import type { Knobs } from '../kernel/knobs.ts'
import type { Model } from './model.ts'
import { treatmentKnobs } from './treatment-knobs.ts'

const knobs = {
  count: {
    type: 'number',
    label: 'Neighbours',
    group: 'Model',
    help: 'Training rows next to a row whose labels are averaged.',
    default: 50,
    min: 1,
    max: 1000,
    scale: 'log',
    integer: true,
  },
  ...treatmentKnobs,
} as const satisfies Knobs

/** Nearest neighbours over scaled numbers. */
export const neighbours: Model<typeof knobs> = {
  learner: 'neighbours',
  id: 'neighbours',
  label: 'Nearest neighbours',
  help: 'Says of a row what share of the training rows next to it are positive.',
  knobs,
}
