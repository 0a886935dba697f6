import { formatRate, formatTick } from '../../core/kernel/numbers.ts'
import { decimate, type Point } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { bestGain, gainAt } from '../../core/decisions/gains.ts'
import { besideCount } from '../../core/report/counts.ts'
import { countsOf, type CurveAtThreshold } from './decisions.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'gains',
  label: 'Gains and lift',
  help:
    'Looking at the rows with the highest scores first, what share of the positives is found (gains), and how many times more ' +
    'that is than looking at random rows (lift). The quiet line is the best that any order could do.',
  needs: 'runs',
} as const satisfies View

export type GainMeasure = 'gains' | 'lift'

/** Where a point of the curve stands; null where nothing is called or there is nothing to find. */
export function gainPlace({ curve }: CurveAtThreshold, measure: GainMeasure, index: number): Point | null {
  const gain = gainAt(curve, index)
  if (!gain || gain.lift === null) return null
  return { x: gain.called, y: measure === 'gains' ? gain.found : gain.lift }
}

export function gainPoints(model: CurveAtThreshold, measure: GainMeasure): Point[] {
  const all = Array.from(model.curve.thresholds, (_, index) => gainPlace(model, measure, index))
  return all.filter((place) => place !== null)
}

/** The best that any order of a model's rows could do, at the shares called of its curve. */
export function bestPoints(model: CurveAtThreshold, measure: GainMeasure): Point[] {
  return gainPoints(model, 'gains').map(({ x }) => {
    const found = bestGain(model.curve, x) ?? 0
    return { x, y: measure === 'gains' ? found : found / x }
  })
}

/** Lowest share called that has a place on a log axis. */
export function leastCalled(models: readonly CurveAtThreshold[]): number {
  const least = Math.min(...models.map((model) => gainPoints(model, 'gains')[0]?.x ?? 1))
  return least < 1 ? least : 0.001
}

export function gainReading(model: CurveAtThreshold): string {
  const gain = gainAt(model.at, 0)
  if (!gain) return 'n/a'
  const lift = gain.lift === null ? 'n/a' : formatLift(gain.lift)
  const found = besideCount(formatRate(gain.found), countsOf(model))
  return `looking at ${formatRate(gain.called)} of rows finds ${found} of positives, lift ${lift}`
}

export function speakGains(models: readonly CurveAtThreshold[]): string {
  if (models.length === 0) return 'Gains and lift: no finished run yet'
  return `Gains and lift: ${models.map((model) => `${model.name} ${gainReading(model)}`).join('; ')}`
}

/** How many times more: `31×`. */
export function formatLift(lift: number): string {
  return `${formatTick(Number(lift.toPrecision(3)))}×`
}

export function gainsTable(models: readonly CurveAtThreshold[]): NumbersTable {
  return {
    columns: ['Run', 'Rows looked at', 'Positives found', 'Lift', 'Amount found'],
    rows: models.flatMap(({ name, curve }) =>
      decimate([...curve.thresholds.keys()], 21).map((index) => {
        const gain = gainAt(curve, index)
        return [
          name,
          formatRate(gain?.called),
          formatRate(gain?.found),
          gain && gain.lift !== null ? formatLift(gain.lift) : 'n/a',
          formatRate(gain?.amount),
        ]
      })
    ),
  }
}
