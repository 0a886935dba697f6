import { formatCompact, formatCount, formatRate } from '../../core/kernel/numbers.ts'
import type { Point } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { DailyAlerts } from '../../core/decisions/cards.ts'
import { alertsPerDay } from '../../core/decisions/curve.ts'
import type { CurveAtThreshold } from './decisions.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'alerts',
  label: 'Alerts a day',
  help:
    'A team that looks at k alerts a day takes each day’s k highest scores: how many of those are right (precision), and how ' +
    'many of all positives they find (recall). Where rows belong to customers, a customer counts once a day, and one who was found is blocked and raises no more alerts.',
  needs: 'runs',
} as const satisfies View

export type AlertMeasure = 'precision' | 'recall' | 'amount'

/** What is looked at. */
export type AlertUnit = 'rows' | 'cards'

export function dailyOf({ decision: { alerts } }: CurveAtThreshold, unit: AlertUnit): DailyAlerts | null {
  return alerts ? alerts[unit] : null
}

export function alertPoints(model: CurveAtThreshold, unit: AlertUnit, measure: AlertMeasure | 'limit'): Point[] {
  const values = dailyOf(model, unit)?.[measure] ?? []
  const capacities = model.decision.alerts?.capacities ?? []
  return capacities.flatMap((x, i) => {
    const y = values[i]
    return y === null || y === undefined ? [] : [{ x, y }]
  })
}

/**
 * Value at any number of alerts from the least counted: between two in proportion to their logarithm, and beyond the
 * last, at which every row is looked at, as nothing more is found. null below.
 */
export function valueAt(
  model: CurveAtThreshold,
  unit: AlertUnit,
  measure: AlertMeasure,
  alerts: number
): number | null {
  const points = alertPoints(model, unit, measure)
  const last = points.at(-1)
  if (!last || alerts < points[0].x) return null
  if (alerts >= last.x) return measure === 'precision' ? (last.y * last.x) / alerts : last.y
  const after = points.findIndex(({ x }) => x > alerts)
  const [a, b] = [points[after - 1], points[after]]
  return a.y + ((b.y - a.y) * Math.log(alerts / a.x)) / Math.log(b.x / a.x)
}

/**
 * Where a threshold stands: by the alerts a day it raises on the average. null among cards, as a curve counts rows, and
 * nobody knows of how many cards they are.
 */
export function alertPlace(
  model: CurveAtThreshold,
  unit: AlertUnit,
  measure: AlertMeasure,
  index: number
): Point | null {
  if (unit === 'cards') return null
  const x = alertsPerDay(model.curve, index)
  const y = x === null || x <= 0 ? null : valueAt(model, unit, measure, x)
  return x === null || y === null ? null : { x, y }
}

export function speakAlerts(models: readonly CurveAtThreshold[], unit: AlertUnit, capacity: number): string {
  if (models.length === 0) return 'Alerts a day: no finished run yet'
  return `Alerts a day: with ${formatCount(capacity)} ${unit} a day, ${models
    .map((model) => {
      const [precision, recall] = (['precision', 'recall'] as const).map((key) => valueAt(model, unit, key, capacity))
      return `${model.name} precision ${formatRate(precision)} and recall ${formatRate(recall)}`
    })
    .join('; ')}`
}

export function alertsTable(models: readonly CurveAtThreshold[], unit: AlertUnit): NumbersTable {
  return {
    columns: ['Run', `${unit === 'rows' ? 'Alerts' : 'Cards'} a day`, 'Precision', 'At best', 'Recall', 'Amount found'],
    rows: models.flatMap((model) => {
      const daily = dailyOf(model, unit)
      if (!daily) return []
      return (model.decision.alerts?.capacities ?? []).map((capacity, i) => [
        model.name,
        formatCompact(capacity),
        ...[daily.precision[i], daily.limit[i], daily.recall[i], daily.amount?.[i]].map(formatRate),
      ])
    }),
  }
}
