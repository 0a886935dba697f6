import { formatAmount, formatCount, formatRate } from '../../core/kernel/numbers.ts'
import { decimate, type Point } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { byCost } from '../../core/decisions/choose.ts'
import { costAt, costCurve } from '../../core/decisions/costs.ts'
import type { CostSettings } from '../../core/value/cost-knobs.ts'
import { logit } from '../../core/kernel/math.ts'
import { alertRate, type CurveAtThreshold } from './decisions.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'cost',
  label: 'Expected cost',
  help:
    'What 10,000 rows like these cost at each threshold: what is lost with missed positives, what false alarms cost, and ' +
    'what looking at alerts takes. The solid mark is the cheapest threshold on these rows; with few positives it looks better than it is.',
  needs: 'runs',
} as const satisfies View

export type CostAxis = 'alerts' | 'threshold'

/** Where a point of the curve stands; null where no alert or every row is called, which have no place on a log axis. */
export function costPlace(model: CurveAtThreshold, costs: CostSettings, axis: CostAxis, index: number): Point | null {
  const { curve } = model
  const threshold = curve.thresholds[index]
  const y = costAt(curve, costs, index).perTenThousand
  if (y === null) return null
  const rate = alertRate(curve, index)
  if (axis === 'alerts') return rate > 0 ? { x: rate, y } : null
  return threshold > 0 && threshold < 1 ? { x: logit(threshold), y } : null
}

export function costPoints(model: CurveAtThreshold, costs: CostSettings, axis: CostAxis): Point[] {
  const all = Array.from(model.curve.thresholds, (_, index) => costPlace(model, costs, axis, index))
  return all.filter((place) => place !== null)
}

/** The cheapest point of a curve; none where no alert pays. */
export function bestPlace(model: CurveAtThreshold, costs: CostSettings, axis: CostAxis): Point[] {
  const { index } = byCost(model.curve, costs)
  const place = index === null ? null : costPlace(model, costs, axis, index)
  return place ? [place] : []
}

/** Cost of 10,000 rows without any alert: the same for all models of the same rows. */
export function costOfNothing(models: readonly CurveAtThreshold[], costs: CostSettings): number | null {
  return models.length > 0 ? costAt(models[0].curve, costs, 0).perTenThousand : null
}

/** Top of the cost axis: what raising no alert costs and every cut, with room; far dearer ends of the curves are cut off. */
export function costTop(models: readonly CurveAtThreshold[], costs: CostSettings): number {
  const cuts = models.map(({ at }) => costAt(at, costs, 0).perTenThousand ?? 0)
  const least = models.map(({ curve }) => Math.min(...costCurve(curve, costs)))
  const top = Math.max(costOfNothing(models, costs) ?? 0, ...cuts, ...least.map((cost) => 2 * cost))
  return top > 0 ? top * 1.15 : 1
}

export function speakCost(models: readonly CurveAtThreshold[], costs: CostSettings): string {
  if (models.length === 0) return 'Expected cost: no finished run yet'
  const none = costOfNothing(models, costs)
  return `Expected cost of 10,000 rows: ${models
    .map((model) => `${model.name} ${costReading(model, costs)}`)
    .join('; ')}; without any alert ${formatAmount(none)}`
}

/** `Cost 1.23 per 10,000 rows at threshold 3.1 %; best 0.98 at 1.2 %`, for one model. */
export function costReading({ curve, at: cut }: CurveAtThreshold, costs: CostSettings): string {
  const { perTenThousand, threshold } = costAt(cut, costs, 0)
  const best = byCost(curve, costs)
  const at = threshold === Infinity ? 'without any alert' : `at threshold ${formatRate(threshold)}`
  const cheapest =
    best.index === null
      ? best.reason
      : `best ${formatAmount(costAt(curve, costs, best.index).perTenThousand)} at ${formatRate(best.threshold)}`
  return `cost ${formatAmount(perTenThousand)} per 10,000 rows ${at}; ${cheapest}`
}

export function costTable(models: readonly CurveAtThreshold[], costs: CostSettings): NumbersTable {
  return {
    columns: ['Run', 'Threshold', 'Alerts', 'Caught', 'Missed', 'False alarms', 'Missed amount', 'Cost per 10,000'],
    rows: models.flatMap(({ name, curve }) =>
      decimate([...curve.thresholds.keys()], 25).map((index) => {
        const { threshold, alerts, caught, missed, falseAlarms, missedAmount, perTenThousand } = costAt(
          curve,
          costs,
          index
        )
        return [
          name,
          index === 0 ? 'none' : formatRate(threshold),
          ...[alerts, caught, missed, falseAlarms, missedAmount].map(formatCount),
          formatAmount(perTenThousand),
        ]
      })
    ),
  }
}
