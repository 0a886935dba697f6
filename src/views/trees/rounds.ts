import { formatMetric } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { RoundEvaluation } from '../../state/trees.ts'
import { metricOf } from '../../core/report/metric-facts.ts'
import { isBetter, valueOf } from '../../core/report/values.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'rounds',
  label: 'Boosting rounds',
  help:
    'Each round adds one tree, so the first rounds are a model of their own: rounds are free to rewind, with no training. ' +
    'Where the line turns, later trees memorise the training rows. Measured as trained, on the first validation rows, ' +
    'as the race is.',
  needs: 'runs',
} as const satisfies View

export interface RoundPoint {
  /** Round. */
  readonly x: number
  readonly y: number | null
}

export function roundPoints(history: readonly RoundEvaluation[], metric: string, expected: boolean): RoundPoint[] {
  return history.map(({ round, validation }) => ({ x: round, y: valueOf(validation, metric, expected) }))
}

/** The point with the best value, the earliest of equals; null where nothing is known. */
export function bestRound(points: readonly RoundPoint[], metric: string): RoundPoint | null {
  return points.reduce<RoundPoint | null>((best, point) => {
    if (point.y === null) return best
    return best === null || best.y === null || isBetter(metric, point.y, best.y) ? point : best
  }, null)
}

/** The newest point that a number of rounds has come to; the first where it has come to none. */
export function pointAtRound(points: readonly RoundPoint[], rounds: number): RoundPoint | null {
  return points.findLast(({ x }) => x <= rounds) ?? points[0] ?? null
}

/** In a sentence: where you stand, of how many, and where it was best. */
export function speakRounds(points: readonly RoundPoint[], rounds: number, metric: string): string {
  const at = pointAtRound(points, rounds)
  const { label } = metricOf(metric)
  if (!at) return `${view.label}: nothing measured yet`
  const best = bestRound(points, metric)
  const last = points[points.length - 1].x
  const measured = at.x === rounds ? '' : ` (measured at ${at.x})`
  const turn = best?.y == null ? '' : `; best ${formatMetric(best.y)} at round ${best.x}`
  return `Round ${rounds} of ${last}: ${label} ${formatMetric(at.y)}${measured}${turn}`
}

export function roundsTable(points: readonly RoundPoint[], metric: string): NumbersTable {
  return {
    columns: ['Round', metricOf(metric).label],
    rows: points.map(({ x, y }) => [String(x), formatMetric(y)]),
  }
}
