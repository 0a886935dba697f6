import { engineOf } from '../core/engines/index.ts'
import type { RunReport } from '../core/training/run.ts'
import type { Lane } from '../scenarios/scenario.ts'

/** Who scored test of a large table, and why; nothing where no graphics card might have. */
export function scoredByLine({ id }: Pick<Lane, 'id'>, { scoredBy }: Pick<RunReport, 'scoredBy'>): string {
  return scoredBy ? `note: ${id}: test was scored by ${engineOf(scoredBy.engine).label}; ${scoredBy.why}\n` : ''
}
