import type { LabApi } from '../../workers/lab.api.ts'
import type { Checkpoint, RunReport } from '../core/training/run.ts'
import { bindFeatures } from '../core/trees/bind-features.ts'
import type { Ensemble } from '../core/trees/ensemble.ts'
import type { Encodings } from '../core/trees/raw-numbers.ts'
import { readXgboost } from '../core/trees/xgboost-json.ts'
import { MAX_LANES, type LabDocument } from '../scenarios/document.ts'
import { usesRows } from '../core/training/recipe-key.ts'
import { lacksFile, recipeOf } from '../scenarios/recipe.ts'
import type { RunArchive } from './archive.svelte.ts'
import { uniqueId } from './entrant.ts'
import { assumedOf, checkImportedColumns } from './imported-columns.ts'
import type { WorkerPool } from './pool.ts'
import type { RaceState } from './race.svelte.ts'
import { RunState } from './run.svelte.ts'
import { schemaOf } from './schema.ts'
import type { TablesState } from './tables.svelte.ts'

/** Beside whose runs it stands, and what measures it. */
export interface ImportWith {
  readonly race: Pick<RaceState, 'current'>
  readonly tables: TablesState
  readonly archive: RunArchive
  readonly pool: WorkerPool
}
type Lab = { readonly document: LabDocument }

const MOST_BYTES = 400_000_000
/** Looks beyond those that lanes can have. */
const MORE_LOOKS = 2
/** Places on the way to all rounds at which it is measured, so that they can be wound back. */
const PLACES = 10
/** As much of a file's name as fits beside a value. */
const MOST_CHARACTERS = 16

/**
 * Measures a model that XGBoost saved as JSON on the lab's rows, as a run of its own beside those on the same rows; only
 * among the kept ones where the lab has gone on to other rows meanwhile.
 * Its ending says what is assumed; `encodings` are the numbers that texts of columns were to it.
 * @throws one line where the file is no such model, asks about columns that the rows have not or that nobody can know as it
 * did, or no look is left for it
 */
export async function importModel(
  parts: ImportWith,
  lab: Lab,
  file: File,
  encodings: Encodings = {}
): Promise<RunState> {
  const { document } = lab
  const { race, tables, archive } = parts
  if (lacksFile(document)) throw new Error('there are no rows yet: drop a CSV or Parquet file on the Data page first')
  if (file.size > MOST_BYTES) throw new Error(`invalid file: ${file.size} bytes; expected at most ${MOST_BYTES}`)
  const model = readXgboost(await file.text())
  const { ensemble } = model
  if (ensemble.trees.length === 0) throw new Error('invalid XGBoost model: 0 trees; expected at least 1')
  const recipe = recipeOf(document)
  const data = await tables.describe(recipe, document)
  checkImportedColumns(model, data, document.file)
  const trees = bindFeatures(ensemble, schemaOf(data), encodings)

  const kept = archive.runs.filter((other) => !isOfFile(other, file) && usesRows(other, recipe))
  const run = new RunState({
    // Nothing is known of how it was trained, so nothing is claimed.
    spec: { id: uniqueId(), recipe },
    origin: { kind: 'imported', format: 'xgboost', file: file.name },
    laneIndex: freeOrder(kept),
    label: `XGBoost: ${shortName(file.name)}`,
    ...{ data, repeatGroup: null, startedAt: Date.now() },
  })
  const text = [treesText(trees), ...assumedOf(model, data, encodings)].join('; ')
  const reports = await measure(parts, run, trees, { reason: 'finished', text })
  run.evaluations = reports.map(({ bestRowsSeen, validation }) => ({
    ...{ rowsSeen: bestRowsSeen, epoch: bestRowsSeen },
    validation,
  }))
  run.report = reports[reports.length - 1]
  run.status = 'finished'
  archive.add([run])
  archive.save(run)
  if (usesRows(run, recipeOf(lab.document))) race.current = [...besideOf(race, run, file), run]
  return run
}

/** Whatever trains, and the runs on the same rows, but for an earlier one of the same file. */
function besideOf({ current }: ImportWith['race'], { spec: { recipe } }: RunState, file: File): RunState[] {
  return current.filter((other) => !isOfFile(other, file) && (other.isActive || usesRows(other, recipe)))
}

function isOfFile({ origin }: RunState, { name }: File): boolean {
  return origin.kind === 'imported' && origin.file === name
}

/** Reports after some of its rounds, the last of all of them. It saw no rows here, so each round counts as one. */
function measure(
  { pool, tables }: ImportWith,
  { spec, laneIndex }: RunState,
  state: Ensemble,
  ending: RunReport['ending']
): Promise<RunReport[]> {
  const count = state.trees.length
  const checkpoint: Checkpoint = { state, rowsSeen: count, rate: 0, best: null, sinceBest: 0 }
  const rewindAll = async (lab: LabApi): Promise<RunReport[]> => {
    await lab.runs.restore(spec, checkpoint)
    const reports: RunReport[] = []
    for (const rounds of placesUpTo(state)) reports.push(await lab.runs.rewind(spec.id, rounds, ending, tables.choice))
    return reports
  }
  return pool.trainerAt(laneIndex).callAgain(rewindAll, { use: 'scoring an imported model' })
}

function placesUpTo({ trees, bestTrees }: Ensemble): number[] {
  const even = Array.from({ length: PLACES }, (_, i) => Math.ceil((trees.length * (i + 1)) / PLACES))
  return [...new Set([...even, ...(bestTrees ? [bestTrees] : [])])].sort((a, b) => a - b)
}

function treesText({ trees: { length }, bestTrees }: Ensemble): string {
  const all = length === 1 ? '1 tree' : `${length} trees`
  if (!bestTrees) return all
  return `all ${all} count, as Booster.predict has it; its training went on beyond the best iteration, with which scikit-learn's wrapper predicts: the first ${bestTrees === 1 ? 'tree' : `${bestTrees} trees`}`
}

function freeOrder(others: readonly RunState[]): number {
  const orders = Array.from({ length: MORE_LOOKS }, (_, i) => MAX_LANES + i)
  const free = orders.find((laneIndex) => others.every((run) => run.laneIndex !== laneIndex))
  if (free !== undefined) return free
  throw new Error(
    `too many imported models: ${MORE_LOOKS} are on these rows already; remove one in the table of runs first`
  )
}

function shortName(name: string): string {
  const stem = name.replace(/\.json$/i, '')
  return stem.length > MOST_CHARACTERS ? `${stem.slice(0, MOST_CHARACTERS - 1)}…` : stem
}
