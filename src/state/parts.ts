import { RunArchive } from './archive.svelte.ts'
import type { Cores } from './cores.ts'
import { coresHere } from './cores-here.ts'
import { EngineBenchmarks } from './engine-benchmarks.svelte.ts'
import { ImportingState } from './importing.svelte.ts'
import { WorkerPool } from './pool.ts'
import { RaceState } from './race.svelte.ts'
import { TablesState } from './tables.svelte.ts'

/** What works in a lab, each part owning one thing: a page takes those that it shows, and none reaches into another. */
export interface Parts {
  /** Who may use how much of the machine. */
  readonly cores: Cores
  /** The rows of the newest document. */
  readonly tables: TablesState
  /** How fast engines are here. */
  readonly engines: EngineBenchmarks
  /** The lanes' workers. */
  readonly pool: WorkerPool
  /** Every run of this visit and before. */
  readonly archive: RunArchive
  /** What trains now, and its transport. */
  readonly race: RaceState
  /** A model of XGBoost on its way in. */
  readonly importing: ImportingState
}

/** Opens the parts of a lab, with whatever hears of what. */
export function openParts(): Parts {
  const cores = coresHere()
  const tables = new TablesState(cores)
  const engines = new EngineBenchmarks(cores)
  const pool = new WorkerPool(cores)
  const archive = new RunArchive()
  const race = new RaceState({ tables, engines, pool, archive, cores })
  race.training.hear(() => engines.giveWay())
  const importing = new ImportingState({ race, tables, archive, pool })
  return { cores, tables, engines, pool, archive, race, importing }
}
