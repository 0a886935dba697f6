import type { RunReport, ScoredBy } from '../training/run.ts'
import { engineLabel } from './engine-name.ts'

/** `test was scored by Skewlab on the processor; no graphics card can score here`: who scored test of a large table, and why. */
export function scoredByText({ engine, why }: ScoredBy): string {
  return `test was scored by ${engineLabel(engine)}; ${why}`
}

/** The same as a line of the command line; nothing where no graphics card might have. */
export function scoredByLine({ id }: { readonly id: string }, { scoredBy }: Pick<RunReport, 'scoredBy'>): string {
  return scoredBy ? `note: ${id}: ${scoredByText(scoredBy)}\n` : ''
}
