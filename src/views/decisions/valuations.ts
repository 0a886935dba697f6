import { laneOf, type Look } from '../../charts/lane.ts'
import type { Interval } from '../../core/decisions/intervals/interval.ts'
import type { ValueIntervals, ValueQuantity } from '../../core/decisions/intervals/value-intervals.ts'
import type { Part } from '../../core/metrics/basis.ts'
import type { ValueMeasure } from '../../core/value/decided-rows.ts'
import type { Valued, ValueReport } from '../../core/value/report.ts'

/** A finished run and what its decisions are worth. */
export interface ValueRun {
  readonly key: string
  /** Lane of the race: colour, dash and marker. */
  readonly laneIndex: number
  readonly label: string
  readonly part: Part
  readonly report: ValueReport
  /** Of the same rows and settings, read as the picture is; null until they are drawn. */
  readonly intervals?: ValueIntervals | null
}

/** A run as drawn; null is not known. */
export interface Valuation {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly value: number | null
  readonly trivial: number | null
  /** With the truth as score; `isCeiling` where nothing is worth more. */
  readonly withTruth: number | null
  readonly isCeiling: boolean
  /** Predicted over what came, of the chosen rows and of all. */
  readonly chosen: number | null
  readonly all: number | null
  /** How sure each is, and what is lost to the truth; null where there are no redraws. */
  readonly sure: Readonly<Record<'value' | 'lost' | 'chosen' | 'all', Interval | null>> | null
}

export function valuationsOf(runs: readonly ValueRun[], measure: ValueMeasure, expected: boolean): Valuation[] {
  return runs.map(({ key, laneIndex, label, report, intervals }) => {
    const reading = readingOf(report, expected)
    const { value, trivial, withTruth, isCeiling } = measured(report, measure)
    const { chosen, all } = report.overPrediction
    return {
      ...{ key, name: label, look: laneOf(laneIndex), isCeiling },
      value: value[reading],
      trivial: trivial[reading],
      withTruth: reading === 'expected' ? withTruth : null,
      chosen: chosen[reading],
      all: all[reading],
      sure: intervals ? surenessOf(intervals, measure) : null,
    }
  })
}

function surenessOf({ intervals }: ValueIntervals, measure: ValueMeasure): Valuation['sure'] {
  const of = (id: ValueQuantity) => intervals.find(({ metric }) => metric === id) ?? null
  return { value: of(measure), lost: of(`${measure}Lost`), chosen: of('chosen'), all: of('all') }
}

function measured({ welfare, ...report }: ValueReport, measure: ValueMeasure) {
  if (measure === 'welfare' && welfare) return { ...welfare, withTruth: welfare.ceiling, isCeiling: true }
  return { ...report, isCeiling: report.ceiling !== null }
}

/** Labels where the truth is not known, whatever is asked for. */
export function readingOf({ value }: ValueReport, expected: boolean): keyof Valued {
  return expected && value.expected !== null ? 'expected' : 'labels'
}

/** What is not earned because the truth is not known; null where it is not known. */
export function lostOf({ value, withTruth }: Valuation): number | null {
  return value === null || withTruth === null ? null : withTruth - value
}

/** Ends of the axis: everything drawn, with a little room. */
export function valueRange(valuations: readonly Valuation[]): [number, number] {
  const known = valuations
    .flatMap(({ value, trivial, withTruth, sure }) => [value, trivial, withTruth, sure?.value?.low, sure?.value?.high])
    .filter((one) => one != null)
  if (known.length === 0) return [0, 1]
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const room = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1
  return [low - room, high + room]
}
