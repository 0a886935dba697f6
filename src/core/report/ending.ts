import type { RunReport } from '../training/run.ts'

/** Whether a training ended with its last row while validation was still getting better. */
export function isStillImproving({ ending }: Pick<RunReport, 'ending'>): boolean {
  return ending.reason === 'finished' && ending.isImproving === true
}

/** Whether it ended before its last row because validation no longer got better. */
export function endedEarly({ ending }: Pick<RunReport, 'ending'>): boolean {
  return ending.reason === 'early stop'
}
