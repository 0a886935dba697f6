import type { World } from '../../../datasets/dataset.ts'
import type {
  Decision,
  DecisionPart,
  DecisionSpec,
  ExampleReport,
  ExampleSpec,
  IntervalReport,
  IntervalSpec,
  SliceReport,
  SliceSpec,
  ValueSpec,
} from '../decisions/contract.ts'
import type { SliceColumn } from '../decisions/cut-column.ts'
import type { DecisionRows } from '../decisions/decision-rows.ts'
import { examplesOf } from '../decisions/examples.ts'
import { decisionOf, intervalsOf } from '../decisions/report.ts'
import { slicesOf } from '../decisions/slices.ts'
import { gatherCodes } from '../kernel/codes.ts'
import type { Table } from '../kernel/table.ts'
import { sortDescending } from '../metrics/sort/descending.ts'
import type { Recipe } from '../training/run.ts'
import { isDealt, keepsGroups } from '../training/split-knobs.ts'
import type { ValueReport } from '../value/report.ts'
import { amountsOf } from './amounts.ts'
import type { LabHost } from './contract.ts'
import { cellsOf, columnNames } from './cells.ts'
import { clustersOf, unitOf } from './clusters.ts'
import type { MeasuredRows } from './measured-rows.ts'
import { readRun } from './read-run.ts'
import type { Served } from '../runs/served.ts'
import type { TableKeeper } from './tables.ts'
import { valueOf } from './value.ts'

const BUSY_MS = 60_000
const BREATH_MS = 30

/** Rows of a part, scored once and kept: every question about decisions is asked of them. */
interface Judged {
  readonly world: World
  readonly table: Table
  readonly gathered: MeasuredRows
  readonly rows: DecisionRows
}

/** Answers what a run's scores would decide. */
export function decider(host: LabHost, tables: TableKeeper) {
  let kept: { run: Served; part: DecisionPart; judged: Promise<Judged> } | null = null
  /** Redraws asked for so far, and how many of those, the first ones, were told to stop. */
  let asked = 0
  let stopped = 0

  /** A run served anew, such as with fewer of its trees, is judged anew. */
  function judgedOf(run: Served, part: DecisionPart): Promise<Judged> {
    if (kept?.run !== run || kept.part !== part) {
      const judged = judge(run, part)
      kept = { run, part, judged }
      judged.catch(() => kept?.judged === judged && (kept = null))
    }
    return kept.judged
  }

  async function judge(run: Served, part: DecisionPart): Promise<Judged> {
    host.busy('scoring rows', BUSY_MS)
    const { recipe } = run.spec
    const prepared = await tables.prepare(recipe)
    const { world, draw, known, split, imported } = prepared
    const { table } = part === 'test' ? draw : known
    if (!split[part].length) throw new Error(noRows(part, table))
    const { rows: read, own, threshold } = await readRun(run, prepared, part)
    const { scores, labels, truth, times, customers } = read
    const order = sortDescending(scores)
    const rows: DecisionRows = {
      ...{ scores, labels, truth, customers, own, deployed: threshold, order },
      ranked: read.rankedBy ? sortDescending(read.rankedBy) : order,
      times: imported && !imported.hasTime ? null : times,
      amounts: amountsOf(table, read.rows),
      clusters: clustersOf(table, read.rows),
      trafficShare: trafficShare(recipe, read.rows, table.rows),
    }
    return { world, table, gathered: read, rows }
  }

  return {
    async decide(run: Served, spec: DecisionSpec): Promise<Decision> {
      return decisionOf((await judgedOf(run, spec.part)).rows, spec)
    },

    /** Rejects where these rows leave nothing of that kind to decide. */
    async value(run: Served, { part, ...choice }: ValueSpec): Promise<ValueReport> {
      const { rows, gathered, table, world } = await judgedOf(run, part)
      const report = valueOf({ rows: gathered, own: rows.own }, { world, table }, choice)
      if (!report) throw new Error(`no ${choice.kind} on these rows: nothing of that kind is decided here`)
      return report
    },

    async intervals(run: Served, spec: IntervalSpec): Promise<IntervalReport> {
      const mine = ++asked
      const { rows, table } = await judgedOf(run, spec.part)
      const redraws = intervalsOf(rows, spec, unitOf(run.spec.recipe.dataset, table))
      let breathedAt = host.now()
      for (;;) {
        const next = redraws.next()
        if (next.done) return next.value
        if (host.now() - breathedAt < BREATH_MS) continue
        host.busy('redrawing', BUSY_MS)
        host.redrawing?.(next.value)
        await host.breathe()
        if (mine <= stopped) throw new Error('redrawing was stopped')
        breathedAt = host.now()
      }
    },

    stop(): void {
      stopped = asked
    },

    /** Lets the rows judged last go, and the table they are of. */
    forget(): void {
      kept = null
    },

    async slices(run: Served, { part, column: id, threshold }: SliceSpec): Promise<SliceReport> {
      const { rows, table, gathered } = await judgedOf(run, part)
      host.busy('slicing', BUSY_MS)
      const { label, column } = columnOf(table, gathered.rows, id)
      return { part, column: { id, label }, threshold, slices: slicesOf(rows, column, threshold ?? rows.own) }
    },

    async examples(run: Served, spec: ExampleSpec): Promise<ExampleReport> {
      const { rows, table, gathered } = await judgedOf(run, spec.part)
      const threshold = spec.threshold ?? rows.own
      const { rows: places, total } = examplesOf(rows, { ...spec, threshold })
      return {
        spec,
        total,
        columns: columnNames(table),
        rows: Array.from(places, (place) => ({
          row: gathered.rows[place],
          score: gathered.scores[place],
          threshold: typeof threshold === 'number' ? threshold : threshold[place],
          label: gathered.labels[place],
          cells: cellsOf(table, gathered.rows[place]),
        })),
      }
    },
  }
}

/** Rows that a model is retrained on are parted by time, whatever the split; groups kept for a test are some of its time. */
function trafficShare({ purpose, split: { split } }: Recipe, rows: Uint32Array, all: number): number {
  if (purpose === 'retraining') return 1
  if (isDealt(split)) return rows.length / all
  return keepsGroups(split) ? rows.length / (rows[rows.length - 1] - rows[0] + 1) : 1
}

function noRows(part: DecisionPart, { labelTime }: Table): string {
  const isEarly = part === 'validation' && labelTime !== null
  return `no ${part} rows${isEarly ? ' with a known label' : ''}: choose more rows, or another split`
}

function columnOf(table: Table, rows: Uint32Array, id: string): { label: string; column: SliceColumn } {
  const { schema } = table
  const number = schema.numeric.findIndex((one) => one.id === id)
  if (number >= 0) {
    const values = Float32Array.from(rows, (row) => table.numeric[number][row])
    return { label: schema.numeric[number].label, column: { kind: 'numeric', values } }
  }
  const field = schema.categorical.findIndex((one) => one.id === id)
  if (field < 0) throw new Error(`unknown column: ${id}; expected a column of the table`)
  const { label, values: names } = schema.categorical[field]
  const values = gatherCodes(table.categorical[field], rows)
  return { label, column: { kind: 'categorical', values, ...(names && { names }) } }
}
