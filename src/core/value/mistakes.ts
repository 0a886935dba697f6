import type { CostSettings } from './cost-knobs.ts'

/** Cost of an alert on rows of which `positive` are positives, a fraction of one where it is a chance. */
export function alertCost(positive: number, { review, falseAlarm }: CostSettings, rows = 1): number {
  return (rows - positive) * falseAlarm + rows * review
}

/** Cost of no alert on so many positives with so much money in them. */
export function missCost(positives: number, amount: number, { missedFlat, missedShare }: CostSettings): number {
  return positives * missedFlat + amount * missedShare
}
