import { bisector, extent, least } from 'd3'
import { formatMetric } from '../../core/kernel/numbers.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import { decimate, roomy } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Basis } from '../../core/metrics/basis.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { groupsOf, stateOf } from '../../core/report/groups.ts'
import { metricOf } from '../../core/report/metric-facts.ts'
import { raceAxis, type RaceAxis } from './race-axis.ts'
import { speakLimits } from '../../core/report/limit-words.ts'
import type { Limits } from '../../core/report/limits.ts'
import { meanOf, valueOf, valueOn } from '../../core/report/values.ts'
import { onSameRows, rowsApart } from '../../core/report/rows.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'race',
  label: 'The race',
  help:
    'A metric on the first 30,000 or so validation rows while training, one line a model. At the end a ring marks the model ' +
    'that was kept, by its value on the rows and labels that the page is about, as do the labels; training never looks at ' +
    'test. The quiet solid line is what a model that reads these columns can reach (at least, where it is ' +
    'estimated); the fine dotted one is what the world knows, which may be in no column; the dashed one is what predicting the base rate for every row gets.',
  needs: 'runs',
} as const satisfies View

const MAX_POINTS = 400

export interface RacePoint {
  readonly x: number
  readonly y: number
}

/** One line of the picture: a run, or the mean of a repeat with the band of its seeds. */
export interface RaceLine {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly isGhost: boolean
  readonly points: readonly RacePoint[]
  readonly band: readonly { readonly x: number; readonly low: number; readonly high: number }[]
  readonly runs: readonly RunState[]
  /** What happened on the way: a change of the rate, a fresh worker. */
  readonly marks: readonly { readonly x: number; readonly text: string }[]
  /** How it stands, where it is over or in trouble: `finished`, `diverged`, … */
  readonly state: string
  /** When the weights that were kept were reached, and their value on the page's rows; null before the end, and of a mean. */
  readonly kept: RacePoint | null
  /** The value of the kept models on the page's rows, of a repeat the mean; null before the end. */
  readonly value: number | null
  /** How its rows differ from those the limits are about: `other settings`; empty where they do not. */
  readonly apart: string
}

export interface RaceOptions {
  readonly metric: string
  readonly basis: Basis
}

/** Those that have a line: an imported model was not trained here. */
export function racing(runs: readonly RunState[]): readonly RunState[] {
  return runs.filter((run) => !run.isImported)
}

/** The lines to draw: ghosts first, so that they lie below; runs of one repeat and lane become a mean with a band. */
export function raceLines(
  runs: readonly RunState[],
  ghosts: readonly RunState[],
  { metric, basis }: RaceOptions
): RaceLine[] {
  const lines: RaceLine[] = []
  const axis = raceAxis([...runs, ...ghosts])
  const measured = onSameRows(runs.length ? runs : ghosts)
  for (const [list, isGhost] of [
    [ghosts, true],
    [runs, false],
  ] as const) {
    for (const { name, runs: members } of groupsOf(racing(list))) {
      const [first] = members
      const series = members.map((run) => pointsOf(run, metric, basis.expected, axis))
      const begun = series.filter((points) => points.length > 0)
      const isRepeat = begun.length > 1
      const band = isRepeat ? bandOf(begun) : []
      const points = begun[0] ?? []
      const values = members.map((run) => (run.report ? valueOn(run, metric, basis) : null))
      const value = values.includes(null) ? null : meanOf(values)
      lines.push({
        key: `${isGhost ? 'ghost' : 'run'} ${first.spec.id}`,
        name,
        look: laneOf(first.laneIndex),
        isGhost,
        points: isRepeat ? band.map(({ x, mean }) => ({ x, y: mean })) : decimate(points, MAX_POINTS),
        band,
        runs: members,
        state: stateOf(members),
        marks: members.flatMap((run) =>
          run.marks.map(({ rowsSeen, text }) => ({ x: axis.place(run, rowsSeen), text }))
        ),
        value,
        kept:
          members.length === 1 && first.report && value !== null && points.length > 0
            ? { x: axis.place(first, first.report.bestRowsSeen), y: value }
            : null,
        apart: rowsApart(first, measured),
      })
    }
  }
  return lines
}

/**
 * The value axis: lines and ceilings with room, cut where a line leaves the limits by more than their own
 * distance. The trivial value is on it only where that does not flatten the lines.
 */
export function raceDomain(
  lines: readonly RaceLine[],
  { ceiling, columns, trivial }: Pick<Limits, 'ceiling' | 'columns' | 'trivial'>
): [number, number] {
  const values = lines.flatMap((line) => [
    ...line.points.map((point) => point.y),
    ...line.band.flatMap((point) => [point.low, point.high]),
    ...(line.value === null ? [] : [line.value]),
  ])
  if (ceiling === null || trivial === null) {
    const [low, high] = extent([...values, ceiling ?? trivial ?? NaN].filter(Number.isFinite))
    return low === undefined ? [0, 1] : roomy(low, high)
  }
  const reach = Math.abs(ceiling - trivial)
  const within = values.map((value) =>
    Math.min(Math.max(ceiling, trivial) + reach, Math.max(Math.min(ceiling, trivial) - reach, value))
  )
  const [low, high] = extent([ceiling, columns ?? ceiling, ...within])
  if (values.length === 0 || low === undefined)
    return roomy(Math.min(ceiling, trivial), Math.max(ceiling, trivial), 0.08)
  const isFar = trivial < low - 0.6 * (high - low) || trivial > high + 0.6 * (high - low)
  return isFar ? roomy(low, high, 0.08) : roomy(Math.min(low, trivial), Math.max(high, trivial), 0.08)
}

/** The point of a line nearest to a place on the axis. */
export function pointNear(points: readonly RacePoint[], x: number): RacePoint | null {
  if (points.length === 0) return null
  return points[bisector((point: RacePoint) => point.x).center(points, x)]
}

/** The place of the evaluation, of any line, nearest to this one; null where there is none. */
export function nearestPlace(lines: readonly RaceLine[], x: number): number | null {
  const places = lines.flatMap((line) => pointNear(line.points, x)?.x ?? [])
  return least(places, (place) => Math.abs(place - x)) ?? null
}

/** The picture in a sentence. */
export function speakRace(lines: readonly RaceLine[], limits: Limits, metric: string, axis: RaceAxis): string {
  const { label } = metricOf(metric)
  const spoken = lines
    .filter((line) => line.points.length > 0)
    .map((line) => {
      const last = line.points[line.points.length - 1]
      const more = [line.state, line.apart].filter(Boolean).map((text) => `, ${text}`)
      return `${line.name} ${formatMetric(line.value ?? last.y)} after ${axis.said(line.kept?.x ?? last.x)}${more.join('')}`
    })
  const reading = [...(spoken.length ? spoken : ['no training yet']), ...speakLimits(limits)].join('; ')
  return `${label}: ${reading}`
}

/** The lines as numbers; at the end a row of the kept models, measured on `ground`. */
export function raceTable(lines: readonly RaceLine[], axis: RaceAxis, ground = ''): NumbersTable {
  const places = [...new Set(lines.flatMap((line) => line.points.map((point) => point.x)))].sort((a, b) => a - b)
  const kept = [`kept: ${ground}`, ...lines.map(({ value }) => (value === null ? '' : formatMetric(value)))]
  const rows = decimate(places, 60).map((place) => [
    axis.cell(place),
    ...lines.map((line) => {
      const near = pointNear(line.points, place)
      const isThere = near !== null && place <= line.points[line.points.length - 1].x && place >= line.points[0].x
      return isThere ? formatMetric(near.y) : ''
    }),
  ])
  return { columns: [axis.column, ...lines.map((line) => line.name)], rows: ground ? [...rows, kept] : rows }
}

function pointsOf(run: RunState, metric: string, expected: boolean, axis: RaceAxis): RacePoint[] {
  const points: RacePoint[] = []
  for (const { rowsSeen, validation } of run.evaluations) {
    const value = valueOf(validation, metric, expected)
    if (value !== null && Number.isFinite(value)) points.push({ x: axis.place(run, rowsSeen), y: value })
  }
  return points
}

/** Least, mean and most over the series that reach each place of the longest one; linear between evaluations. */
function bandOf(series: readonly (readonly RacePoint[])[]) {
  const longest = series.reduce((a, b) => (b[b.length - 1].x > a[a.length - 1].x ? b : a))
  return decimate(longest, MAX_POINTS).map(({ x }) => {
    const values = series.map((points) => interpolate(points, x)).filter((value) => value !== null)
    return {
      x,
      low: Math.min(...values),
      high: Math.max(...values),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    }
  })
}

function interpolate(points: readonly RacePoint[], x: number): number | null {
  const i = bisector((point: RacePoint) => point.x).left(points, x)
  if (i === points.length || (i === 0 && points[0].x > x)) return null
  if (i === 0 || points[i].x === x) return points[i].y
  const share = (x - points[i - 1].x) / (points[i].x - points[i - 1].x)
  return points[i - 1].y + share * (points[i].y - points[i - 1].y)
}
