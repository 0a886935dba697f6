import { openDB, type IDBPDatabase } from 'idb'
import type { DataSummary } from '../core/lab.ts'
import type { Checkpoint, DataFile, RunReport, RunSpec } from '../core/training/run.ts'
import { readRecipe } from '../scenarios/recipe.ts'
import { keptFiles, withoutBlob, type FilesSchema } from './kept-files.ts'
import type { Evaluation, Mark, RunStatus } from './run.svelte.ts'

/** A run as it is kept between visits. */
export interface KeptRun {
  readonly id: string
  readonly spec: RunSpec
  readonly order: number
  readonly label: string
  readonly data: DataSummary
  readonly repeat: string | null
  readonly startedAt: number
  readonly status: RunStatus
  readonly evaluations: readonly Evaluation[]
  readonly marks: readonly Mark[]
  readonly pinned: boolean
  /** Runs kept by earlier versions do not say. */
  readonly lookedAtTest?: boolean
  readonly rowsSeen: number
  readonly rowsTotal: number
  /** Set once the run has ended. */
  readonly report: RunReport | null
  /** Set while it has not. */
  readonly checkpoint: Checkpoint | null
}

/** Runs on disk. Every write may fail (no room, no permission): then `onProblem` gets one plain line and work goes on. */
export interface Keep {
  all(): Promise<KeptRun[]>
  save(run: KeptRun): Promise<void>
  remove(id: string): Promise<void>
  /** Keeps the file that is open, for a reload. */
  openFile(file: DataFile): Promise<void>
  /** The file of a key, where it was open last; any other is dropped. */
  reopenFile(key: string | null): Promise<DataFile | null>
}

const NAME = 'skewlab'
/** Raised when KeptRun changes shape; older runs are dropped then, since their recipe can make them again. */
const VERSION = 3
const SHAPED_IN = 1

export async function openKeep(onProblem: (line: string) => void): Promise<Keep> {
  let database: IDBPDatabase<FilesSchema>
  try {
    database = await openDB<FilesSchema>(NAME, VERSION, {
      upgrade(db, before) {
        if (before < SHAPED_IN) {
          for (const name of db.objectStoreNames) db.deleteObjectStore(name)
          db.createObjectStore('runs', { keyPath: 'id' })
        }
        for (const name of ['files', 'open'] as const)
          if (!db.objectStoreNames.contains(name)) db.createObjectStore(name)
      },
    })
  } catch {
    // Blocked in some embedded frames and private windows: the lab works, only nothing outlives the tab.
    const nothing = async (): Promise<void> => undefined
    return { all: async () => [], save: nothing, remove: nothing, openFile: nothing, reopenFile: async () => null }
  }
  const files = keptFiles(database)
  return {
    async all() {
      try {
        const runs = await database.getAll('runs')
        return await Promise.all(runs.map((run) => files.revive(asRead(run))))
      } catch (error) {
        onProblem(`This browser could not read the runs of earlier visits: ${(error as Error).message}`)
        return []
      }
    },
    async save(run) {
      try {
        await database.put('runs', withoutBlob(run))
        await files.save(run)
      } catch (error) {
        onProblem(problemOf(error))
      }
    },
    async remove(id) {
      try {
        await database.delete('runs', id)
        await files.release(id)
      } catch (error) {
        onProblem(problemOf(error))
      }
    },
    async openFile(file) {
      try {
        await files.open(file)
      } catch (error) {
        onProblem(fileProblemOf(file, error))
      }
    },
    async reopenFile(key) {
      try {
        return await files.reopen(key)
      } catch {
        // As where it was never kept: the page asks for the file.
        return null
      }
    },
  }
}

/** A run of whatever version kept it, with what its recipe did not say then. */
function asRead(run: KeptRun): KeptRun {
  return { ...run, spec: { ...run.spec, recipe: readRecipe(run.spec.recipe) } }
}

function fileProblemOf({ name }: DataFile, error: unknown): string {
  const why = error instanceof Error && error.name === 'QuotaExceededError' ? 'there is no room left' : String(error)
  return `This browser could not keep ${name} (${why}): bring it again after a reload; the lab on it is kept.`
}

function problemOf(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'QuotaExceededError')
    return 'This browser has no room left: runs stay in this tab, but will not be here after a reload. Remove old runs or free some space.'
  return `This browser could not keep the run: ${error instanceof Error ? error.message : String(error)}`
}
