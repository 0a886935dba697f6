import type { ImportPlan } from './plan.ts'

/** Whether a column says when; where none does a row stands for a second. */
export function hasTime({ columns }: Pick<ImportPlan, 'columns'>): boolean {
  return columns.some(({ role }) => role === 'time')
}
