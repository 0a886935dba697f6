/** Rows of a run that numbers are about. */
export type Part = 'validation' | 'test'

/** Which rows and which labels a number is measured on: the labels that fell, or their expectation under the true probabilities. */
export interface Basis {
  readonly part: Part
  readonly expected: boolean
  /** Share of positives to which these rows are thinned, in expectation; as they are where it is left out. */
  readonly prevalence?: number
}
