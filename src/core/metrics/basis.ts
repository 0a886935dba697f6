/** Rows of a run that numbers are about. */
export type Part = 'validation' | 'test'

/** Which rows and which labels a number is measured on: the labels that fell, or their expectation under the true probabilities. */
export interface Basis {
  readonly part: Part
  readonly expected: boolean
}
