import type { Cell } from '../decisions/examples.ts'
import { formatTally } from '../kernel/numbers.ts'
import type { ConfusionCounts, ThresholdPoint } from '../metrics/curves/point.ts'

/** Positives below which a number per 10,000 stands beside the count itself. */
const FEW_POSITIVES = 1_000

/** `51 of 82`, where positives are few; empty where they are many. */
export function foundText({ truePositives, falseNegatives }: ConfusionCounts): string {
  const positives = truePositives + falseNegatives
  return positives > 0 && positives < FEW_POSITIVES ? `${formatTally(truePositives)} of ${formatTally(positives)}` : ''
}

/** A value per 10,000 or a share, and the count behind it in brackets where positives are few. */
export function besideCount(text: string, counts: ConfusionCounts): string {
  const found = foundText(counts)
  return found ? `${text} (${found})` : text
}

/** How many rows of the same class a cell has: `51 of 82`. */
export function countText(cell: Cell, counts: ConfusionCounts): string {
  const other = { truePositives: 'falseNegatives', falseNegatives: 'truePositives' } as const
  const across = { falsePositives: 'trueNegatives', trueNegatives: 'falsePositives' } as const
  const rest = counts[{ ...other, ...across }[cell]]
  return `${formatTally(counts[cell])} of ${formatTally(counts[cell] + rest)}`
}

/** Share of rows called rightly; null without rows. */
export function accuracyOf({ cut }: { readonly cut: Pick<ThresholdPoint, 'counts'> }): number | null {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = cut.counts
  const rows = truePositives + falsePositives + falseNegatives + trueNegatives
  return rows > 0 ? (truePositives + trueNegatives) / rows : null
}
