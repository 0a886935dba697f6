import type { Treatment } from '../treatment.ts'
import { classWeights } from './class-weights.ts'
import { focal } from './focal.ts'
import { none } from './none.ts'
import { overSampling } from './over-sampling.ts'
import { smote } from './smote.ts'
import { underSampling } from './under-sampling.ts'

export const treatments = [
  none,
  classWeights,
  underSampling,
  overSampling,
  smote,
  focal,
] as unknown as readonly Treatment[]

/** The default treatment. */
export const usualTreatment = none.id

/** @throws one line naming the treatments there are */
export function treatmentOf(id: string): Treatment {
  const found = treatments.find((treatment) => treatment.id === id)
  if (!found)
    throw new Error(`unknown treatment: ${id}; expected one of ${treatments.map((each) => each.id).join(', ')}`)
  return found
}
