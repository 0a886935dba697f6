import type { Knob, Knobs, Settings } from '../kernel/knobs.ts'
import { treatmentOf, treatments, usualTreatment } from '../treatments/kinds/index.ts'
import type { Recalibration } from '../treatments/recalibration.ts'
import type { Treatment } from '../treatments/treatment.ts'

/** Typed as empty: only a treatment reads its own settings, and a model's settings stay checked by name. */
const ownKnobs: Readonly<Record<never, Knob>> = Object.fromEntries(
  treatments.flatMap(({ knobs }) => Object.entries(knobs))
)

/** How any model deals with few positives, and what its scores go through afterwards. */
export const treatmentKnobs = {
  treatment: {
    type: 'choice',
    label: 'Treatment',
    group: 'Imbalance',
    help: 'What is done about few positives while training. Most treatments shift the probabilities, in a known way.',
    default: usualTreatment,
    options: treatments.map(({ id, label, help, undoHelp }) => ({
      value: id,
      label,
      help: undoHelp ? `${help} ${undoHelp}` : help,
    })),
  },
  ...ownKnobs,
  undo: {
    type: 'switch',
    label: 'Undo the shift of the treatment',
    group: 'Imbalance',
    help: 'Takes the known shift back out of every score, and adds one number to all logits, so that their mean over the training rows is the base rate. The ranking stays. Probabilities are right on average on the training rows; where they are not on others, recalibrate.',
    default: true,
  },
  recalibrate: {
    type: 'choice',
    label: 'Recalibration',
    group: 'Imbalance',
    help: 'A map from score to probability, fitted on validation when training is over. Validation itself is shown cross-fitted: each fifth of its rows under the map that the other four fit.',
    default: 'none',
    options: [
      { value: 'none', label: 'none', help: 'Scores as they are.' },
      {
        value: 'platt',
        label: 'Platt',
        help: 'A line on the logit scale: two numbers, safe with few positives; the ranking stays.',
      },
      {
        value: 'isotonic',
        label: 'isotonic',
        help: 'Any rising steps: fits every shape, but needs hundreds of positives, and ties within a step cost some ranking.',
      },
    ],
  },
} as const satisfies Knobs

export interface TreatmentSettings {
  readonly treatment: Treatment
  readonly undo: boolean
  readonly recalibrate: Recalibration['kind']
}

/** What a model's settings say of it; kept runs of earlier versions say nothing and had no treatment. */
export function treatmentSettings({ treatment, undo, recalibrate }: Settings): TreatmentSettings {
  return {
    treatment: treatmentOf(String(treatment ?? usualTreatment)),
    undo: undo !== false,
    recalibrate: recalibrate === 'platt' || recalibrate === 'isotonic' ? recalibrate : 'none',
  }
}

/** Whether a knob has any effect under these settings: one of a treatment not chosen has none. Knobs of other things are shown. */
export function isTreatmentKnobShown(settings: Settings, id: string): boolean {
  const { treatment } = treatmentSettings(settings)
  if (id === 'undo') return treatment.distortion === 'known'
  const owner = treatments.find(({ knobs }) => Object.hasOwn(knobs, id))
  return !owner || (owner === treatment && (treatment.isKnobShown?.(id, settings) ?? true))
}
