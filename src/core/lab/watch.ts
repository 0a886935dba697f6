import { DAY } from '../kernel/time.ts'
import { columnsOf, type Column } from '../drift/detectors/watch.ts'
import { psi } from '../drift/detectors/psi.ts'
import type { Table, RowRange } from '../kernel/table.ts'
import type { MetricOptions } from '../metrics/metric.ts'
import type { LabHost, Stability, WindowReport, WindowSpec } from './contract.ts'
import { gatherRows, measureRows, referenceOfRows } from './measured-rows.ts'
import { thresholdOf } from './read-run.ts'
import type { Served } from '../runs/served.ts'
import { scoreMeasured } from './scorer.ts'
import type { TableKeeper } from './tables.ts'

type Learnt = (column: Column, ranges: readonly RowRange[], requests: Uint32Array | null) => Stability

/** Scores windows of traffic, and holds them against the same hours of the days they are measured by. */
export function watcher(host: LabHost, tables: TableKeeper) {
  /** What was learnt of the reference, by run, reference and hours of the day. */
  const references = new Map<string, Promise<ReadonlyMap<string, Learnt>>>()

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
    const learnt = await reference(run, spec)
    const whole = [{ from: 0, to: table.rows }]
    const stabilityOf = (id: string, column: Column): Stability =>
      learnt.get(id)?.(column, whole, table.request) ?? { psi: 0, expected: 0 }
    const { ceiling, trivial } = referenceOfRows(measured, options, 'at the threshold')
    return {
      ...{ from, to, rows: table.rows, positives: sum(table.label), ceiling, trivial },
      values: measureRows(measured, options),
      meanScore: table.rows ? sum(measured.scores) / table.rows : 0,
      scorePsi: stabilityOf('score', { kind: 'numeric', values: measured.scores }),
      featurePsi: columnsOf(table).map(({ id, column }) => ({ id, ...stabilityOf(id, column) })),
    }
  }

  function reference(run: Served, spec: WindowSpec): Promise<ReadonlyMap<string, Learnt>> {
    const hours = [spec.from % DAY, spec.to - spec.from]
    const key = JSON.stringify([run.spec.id, spec.reference, hours])
    let learnt = references.get(key)
    if (!learnt) {
      // A window's reference is a few thousand rows; those of one run at four times of day fit many times over.
      if (references.size > 64) references.clear()
      learnt = learn(run, spec)
      references.set(key, learnt)
    }
    return learnt
  }

  async function learn(run: Served, spec: WindowSpec): Promise<ReadonlyMap<string, Learnt>> {
    const { from, to } = spec.reference
    const world = await tables.worldOf(spec.recipe, spec.drifts)
    const draw = world.draw({ from: world.rowAt(from), to: world.rowAt(to) })
    const { table } = draw
    const measured = gatherRows(
      draw,
      Uint32Array.from({ length: table.rows }, (_, row) => row)
    )
    await scoreMeasured(run, table, measured)
    const ranges = sameHours(table, spec)
    const columns = [
      ...columnsOf(table),
      { id: 'score', column: { kind: 'numeric', values: measured.scores } as const },
    ]
    return new Map(
      columns.map(({ id, column }) => {
        const compare = psi.learn({ column, ranges, requests: table.request })
        return [id, (values, whole, requests) => compare({ column: values, ranges: whole, requests })] as const
      })
    )
  }
}

/** Rows whose time of day lies in the window's, day by day; all rows where a window is a day or longer. */
function sameHours({ time, rows }: Table, { from, to }: WindowSpec): RowRange[] {
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
