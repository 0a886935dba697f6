import type { Detector } from './detector.ts'
import { psi } from './psi.ts'

export const detectors = [psi] as const satisfies readonly Detector[]

/** What stability of columns and scores is shown by. */
export const usualDetector: Detector = psi
