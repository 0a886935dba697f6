import { pow } from '../kernel/math.ts'

export const BETA1 = 0.9
export const BETA2 = 0.999
export const EPSILON = 1e-8

/**
 * What step number `step` (from 1) multiplies the first moment and the root of the second one by: the rate and both bias
 * corrections (Kingma & Ba 2015, algorithm 1).
 */
export function adamStep(rate: number, step: number): { size: number; spread: number } {
  return { size: rate / (1 - pow(BETA1, step)), spread: 1 / Math.sqrt(1 - pow(BETA2, step)) }
}
