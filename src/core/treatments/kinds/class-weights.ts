import type { Knobs } from '../../kernel/knobs.ts'
import { classesOf } from '../classes.ts'
import { LEVEL_HELP } from '../level.ts'
import type { Treatment } from '../treatment.ts'
import { undoOdds } from '../undo.ts'

const knobs = {
  weighting: {
    type: 'choice',
    label: 'Weight of positives',
    group: 'Imbalance',
    help: 'How much a positive counts in the loss, a negative counting 1.',
    default: 'balanced',
    options: [
      { value: 'balanced', label: 'balanced', help: 'Negatives ÷ positives: both classes weigh the same in all.' },
      { value: 'given', label: 'as given', help: 'The factor below.' },
    ],
  },
  positiveWeight: {
    type: 'number',
    label: 'Weight factor',
    group: 'Imbalance',
    help: 'w₊: the loss of each positive is multiplied by it, and so are the odds that the model learns.',
    default: 10,
    min: 1,
    max: 10_000,
    scale: 'log',
  },
} as const satisfies Knobs

/** Positives weigh w₊ in the loss: learnt odds are w₊ times too high (XGBoost's scale_pos_weight). */
export const classWeights: Treatment<typeof knobs> = {
  id: 'class-weights',
  label: 'class weights',
  help: 'Makes each positive count more in the loss. Predicted odds come out too high by about that factor.',
  distortion: 'known',
  undoHelp: `Undoing divides odds by the weight. That is exact only where training has reached the smallest weighted loss there is: logistic regression nearly does, boosted trees do not. ${LEVEL_HELP}`,
  knobs,
  reshapes: true,
  isKnobShown: (id, { weighting }) => id !== 'positiveWeight' || weighting === 'given',
  apply(rows, { weighting, positiveWeight }) {
    const { positives, negatives } = classesOf(rows)
    const weight = Math.fround(weighting === 'balanced' ? negatives.length / positives.length : positiveWeight)
    const weights = Float32Array.from(rows.rows, (row) => (rows.table.label[row] ? weight : 1))
    return { ...rows, weights, focal: 0, undo: undoOdds(weight) }
  },
}
