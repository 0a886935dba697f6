import type { Detector } from '../drift/detectors/detector.ts'
import { detectors } from '../drift/detectors/index.ts'
import type { DetectorValues } from '../drift/detectors/detector-value.ts'
import { watchScene, type Scene } from '../drift/detectors/scene.ts'
import type { RowRange, Table } from '../kernel/table.ts'
import { DAY } from '../kernel/time.ts'
import type { MetricOptions } from '../metrics/metric.ts'
import type { Served } from '../runs/served.ts'
import type { LabHost, WindowReport, WindowSpec } from './contract.ts'
import { gatherRows, measureRows, referenceOfRows } from './measured-rows.ts'
import { thresholdOf } from './read-run.ts'
import { scoreMeasured } from './scorer.ts'
import type { TableKeeper } from './tables.ts'

type Learnt = readonly ((window: Scene) => DetectorValues)[]

/** What detectors learnt of the scores of one version, as long as it is in memory. */
interface Memory {
  /** Of the same hours of the reference, by reference and hours of the day. */
  readonly references: Map<string, Promise<Learnt>>
  /** What follows its windows, and the time up to which it has seen them. */
  followed: { readonly reference: string; until: number; readonly learnt: Promise<Learnt> } | null
}

const all: readonly Detector[] = detectors
const sequential = all.filter(({ isSequential }) => isSequential)
const comparing = all.filter(({ isSequential }) => !isSequential)

/** Scores windows of traffic, and has the detectors hold them against the days they are measured by. */
export function watcher(host: LabHost, tables: TableKeeper) {
  /** A version served anew under the id of another, such as with fewer of its rounds, has other scores: its own are learnt. */
  const memories = new WeakMap<Served, Memory>()

  return async function watch(run: Served, spec: WindowSpec): Promise<WindowReport> {
    const { from, to, recipe, drifts } = spec
    host.busy('scoring a window of traffic', 20_000)
    await tables.ready(recipe)
    const world = await tables.worldOf(recipe, drifts)
    const draw = world.draw({ from: world.rowAt(from), to: world.rowAt(to) })
    const { table } = draw
    const rows = Uint32Array.from({ length: table.rows }, (_, row) => row)
    const measured = gatherRows(draw, rows)
    await scoreMeasured(run, table, measured)
    const threshold = run.threshold ?? (await thresholdOf(run, await tables.prepare(run.spec.recipe)))
    const options: MetricOptions = { ...spec.options, threshold, baseRate: run.baseRate }
    const learnt = [...(await sameHours(run, spec)), ...(await follow(run, spec))]
    const scene = { table, scores: measured.scores, ranges: [{ from: 0, to: table.rows }] }
    const { ceiling, trivial } = referenceOfRows(measured, options, 'at the threshold')
    return {
      ...{ from, to, rows: table.rows, positives: sum(table.label), ceiling, trivial },
      values: measureRows(measured, options),
      meanScore: table.rows ? sum(measured.scores) / table.rows : 0,
      readings: learnt.map((read) => read(scene)),
    }
  }

  function memoryOf(run: Served): Memory {
    const found = memories.get(run) ?? { references: new Map(), followed: null }
    memories.set(run, found)
    return found
  }

  function sameHours(run: Served, spec: WindowSpec): Promise<Learnt> {
    const { references } = memoryOf(run)
    const hours = [spec.from % DAY, spec.to - spec.from]
    const key = JSON.stringify([spec.reference, hours])
    let learnt = references.get(key)
    if (!learnt) {
      // A window's reference is a few thousand rows; those at four times of day fit many times over.
      if (references.size > 64) references.clear()
      learnt = learn(comparing, run, spec, (table) => rowsAtHours(table, spec))
      references.set(key, learnt)
      learnt.catch(() => references.delete(key))
    }
    return learnt
  }

  /** Learns anew where the reference is another, or where the windows begin once more. */
  function follow(run: Served, spec: WindowSpec): Promise<Learnt> | Learnt {
    if (sequential.length === 0) return []
    const memory = memoryOf(run)
    const reference = JSON.stringify(spec.reference)
    let kept = memory.followed
    if (!kept || kept.reference !== reference || spec.from < kept.until) {
      const learnt = learn(sequential, run, spec, ({ rows }) => [{ from: 0, to: rows }])
      kept = memory.followed = { reference, until: spec.to, learnt }
      learnt.catch(() => (memory.followed = null))
    }
    kept.until = spec.to
    return kept.learnt
  }

  async function learn(
    some: readonly Detector[],
    run: Served,
    spec: WindowSpec,
    rangesOf: (table: Table) => readonly RowRange[]
  ): Promise<Learnt> {
    const { from, to } = spec.reference
    const world = await tables.worldOf(spec.recipe, spec.drifts)
    const draw = world.draw({ from: world.rowAt(from), to: world.rowAt(to) })
    const { table } = draw
    const measured = gatherRows(
      draw,
      Uint32Array.from({ length: table.rows }, (_, row) => row)
    )
    await scoreMeasured(run, table, measured)
    const scene = { table, scores: measured.scores, ranges: rangesOf(table) }
    return some.map((detector) => watchScene(detector, scene))
  }
}

/** Rows whose time of day lies in the window's, day by day; all rows where a window is a day or longer. */
function rowsAtHours({ time, rows }: Table, { from, to }: WindowSpec): RowRange[] {
  const ranges: RowRange[] = []
  let start = -1
  for (let row = 0; row <= rows; row++) {
    const since = row < rows ? (((time[row] - from) % DAY) + DAY) % DAY : Infinity
    const inside = since < to - from
    if (inside && start < 0) start = row
    if (!inside && start >= 0) {
      ranges.push({ from: start, to: row })
      start = -1
    }
  }
  return ranges
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]
  return total
}
