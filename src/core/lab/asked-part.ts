import type { DecisionRows } from '../decisions/decision-rows.ts'
import { maturityOf } from '../kernel/maturity.ts'
import type { Table } from '../kernel/table.ts'
import type { Part } from '../metrics/basis.ts'
import { sortDescending } from '../metrics/sort/descending.ts'
import type { AskedPart, JudgedRows } from '../questions/question.ts'
import type { Served } from '../runs/served.ts'
import type { Recipe } from '../training/run.ts'
import { isDealt, keepsGroups } from '../training/split-knobs.ts'
import { amountsOf } from './amounts.ts'
import { clustersOf, unitOf } from './clusters.ts'
import type { LabHost } from './contract.ts'
import { readRun } from './read-run.ts'
import type { Prepared, TableKeeper } from './tables.ts'
import { decidedOn } from './value.ts'
import { whyOf } from './why.ts'

const BUSY_MS = 60_000

type Read = Awaited<ReturnType<typeof readRun>> & { readonly prepared: Prepared }

/** Gathers the rows that versions are asked about: scored once and kept, until another version or part is asked about. */
export function partKeeper(host: LabHost, tables: TableKeeper) {
  let kept: { run: Served; part: Part; asked: AskedPart } | null = null

  async function read(run: Served, part: Part): Promise<Read> {
    host.busy('scoring rows', BUSY_MS)
    const prepared = await tables.prepare(run.spec.recipe)
    return { ...(await readRun(run, prepared, part)), prepared }
  }

  function gathered(run: Served, part: Part): AskedPart {
    const readOnce = once(() => read(run, part))
    const judgedOnce = once(async () => judge(run, part, await readOnce()))
    return {
      scored: async () => (await readOnce()).rows,
      judged: judgedOnce,
      async decided(choice) {
        const { prepared, ...read } = await readOnce()
        const { table } = part === 'test' ? prepared.draw : prepared.known
        const decided = decidedOn(read, { world: prepared.world, table }, choice)
        if (!decided) throw new Error(`no ${choice.kind} on these rows: nothing of that kind is decided here`)
        const { rows } = read.rows
        return { decided, clusters: clustersOf(table, rows), unit: unitOf(run.spec.recipe.dataset, table) }
      },
      explain: async (row) => whyOf(run, await tables.prepare(run.spec.recipe), row),
    }
  }

  return {
    /** A version served anew, such as with fewer of its trees, is gathered anew. */
    of(run: Served, part: Part): AskedPart {
      if (kept?.run !== run || kept.part !== part) kept = { run, part, asked: gathered(run, part) }
      return kept.asked
    },

    /** Lets the rows gathered last go, and the table they are of. */
    forget(): void {
      kept = null
    },
  }
}

/** What failed is tried again at the next call. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null
  return () => {
    if (done) return done
    const begun = (done = work())
    begun.catch(() => (done = null))
    return begun
  }
}

function judge(run: Served, part: Part, { rows: read, own, threshold, folds, prepared }: Read): JudgedRows {
  const { draw, known, imported } = prepared
  const { recipe } = run.spec
  const { table } = part === 'test' ? draw : known
  if (!read.rows.length) throw new Error(noRows(part, table))
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
  return { table, at: read.rows, rows, unit: unitOf(recipe.dataset, table), folds }
}

/** Rows that a model is retrained on are parted by time, whatever the split; groups kept for a test are some of its time. */
function trafficShare({ purpose, split: { split } }: Recipe, rows: Uint32Array, all: number): number {
  if (purpose === 'retraining') return 1
  if (isDealt(split)) return rows.length / all
  return keepsGroups(split) ? rows.length / (rows[rows.length - 1] - rows[0] + 1) : 1
}

function noRows(part: Part, table: Table): string {
  const isEarly = part === 'validation' && maturityOf(table) !== null
  return `no ${part} rows${isEarly ? ' with a known label' : ''}: choose more rows, or another split`
}
