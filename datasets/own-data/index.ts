import type { Knobs } from '../../src/core/kernel/knobs.ts'
import type { Dataset } from '../dataset.ts'

const knobs = {
  rows: {
    type: 'number',
    label: 'Rows',
    group: 'Size',
    help: 'Rows of the file to use, the earliest first; a file with fewer gives all it has.',
    default: 2_000_000,
    min: 100,
    max: 2_000_000,
    scale: 'log',
    integer: true,
  },
} as const satisfies Knobs

/** Rows of an imported file: `worldOfTable` makes its world from the table that `imports/` read, because a file is not a knob. */
export const ownData: Dataset<typeof knobs> = {
  id: 'own-data',
  label: 'Your own data',
  help: 'Rows of a CSV or Parquet file of yours. Their true probabilities are not known, so there is no best possible value.',
  words: {
    row: 'row',
    rows: 'rows',
    positive: 'positive',
    positives: 'positives',
    negatives: 'negatives',
    clusters: 'groups',
  },
  version: 1,
  knobs,
  levers: [],
  fromFile: true,
  create: () => Promise.reject(new Error('no file: drop a CSV or Parquet file first')),
}
