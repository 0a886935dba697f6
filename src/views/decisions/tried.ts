import { formatAmount, formatRate } from '../../core/kernel/numbers.ts'
import type { OwnCounts } from '../../core/decisions/contract.ts'
import { costAt } from '../../core/decisions/costs.ts'
import type { DecisionCurve } from '../../core/decisions/curve.ts'
import type { CostSettings } from '../../core/value/cost-knobs.ts'
import { pointCurve } from './decisions.ts'

/** What the rule that chose a threshold comes to on rows that had no part in the choice; null where it could not be tried out. */
export function triedText(counts: OwnCounts | null, curve: DecisionCurve, costs: CostSettings): string {
  if (!counts) return 'There are too few positives to try this rule out on rows that had no part in the choice.'
  const { truePositives, falsePositives, falseNegatives } = counts
  const alerts = truePositives + falsePositives
  const said = [
    ...(alerts > 0 ? [`precision ${formatRate(truePositives / alerts)}`] : []),
    `recall ${formatRate(truePositives / Math.max(1e-12, truePositives + falseNegatives))}`,
    `cost ${formatAmount(costAt(pointCurve(curve, counts), costs, 0).perTenThousand)} per 10,000`,
  ]
  return `The same rule on rows that had no part in the choice: ${said.join(', ')}.`
}
