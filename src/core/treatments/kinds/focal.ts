import type { Knobs } from '../../kernel/knobs.ts'
import { LEVEL_HELP } from '../level.ts'
import { type Treatment, UNBENT } from '../treatment.ts'

const knobs = {
  focusing: {
    type: 'number',
    label: 'Focusing γ',
    group: 'Imbalance',
    help: 'How much less rows count that the model already predicts well; 0 is log loss.',
    default: 2,
    min: 0,
    max: 5,
    step: 0.5,
  },
} as const satisfies Knobs

/** Focal loss, (1 − p_t)^γ · −ln p_t without α (Lin et al. 2017). */
export const focal: Treatment<typeof knobs> = {
  id: 'focal',
  label: 'focal loss',
  help: 'Gives easy rows less weight, so that hard ones decide. Predicted probabilities come out far too near to 50 %.',
  distortion: 'known',
  undoHelp: `Undoing turns each score into the chance at which its focal loss is smallest. That is exact only for a model that can give any row any chance. ${LEVEL_HELP}`,
  knobs,
  apply: (rows, { focusing }) => ({
    ...rows,
    weights: null,
    focal: focusing,
    undo: focusing === 0 ? UNBENT : { kind: 'focal', gamma: focusing },
  }),
}
