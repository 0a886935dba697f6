import { type Treatment, UNBENT } from '../treatment.ts'

/** Rows as they are. */
export const none: Treatment<Record<never, never>> = {
  id: 'none',
  label: 'none',
  help: 'Trains on the rows as they are: probabilities stay true, however rare positives are.',
  distortion: 'none',
  knobs: {},
  apply: (rows) => ({ ...rows, weights: null, focal: 0, undo: UNBENT }),
}
