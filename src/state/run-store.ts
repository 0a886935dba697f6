import { openDB } from 'idb'
import type { DataFile } from '../core/training/run.ts'
import { keptFiles, withoutBlob, type KeptDatabase, type KeptSchema } from './kept-files.ts'
import { migratedRun } from './kept-migration.ts'
import { isKeptOperation, type KeptOperation } from './kept-operation.ts'
import { isKeptRun, type KeptRun } from './kept-run.ts'

/** Runs and live traffic on disk. Every write may fail (no room, no permission): then `onProblem` gets one plain line and work goes on. */
export interface Keep {
  /** Runs kept by earlier versions of the page are stored again in the present shape; records that are not runs are left out. */
  all(): Promise<KeptRun[]>
  save(run: KeptRun): Promise<void>
  remove(id: string): Promise<void>
  operations(): Promise<KeptOperation[]>
  saveOperation(operation: KeptOperation): Promise<void>
  removeOperation(id: string): Promise<void>
  /** Keeps the file that is open, for a reload. */
  openFile(file: DataFile): Promise<void>
  /** The file of a key, where it was open last; any other is dropped. */
  reopenFile(key: string | null): Promise<DataFile | null>
}

type OnProblem = (line: string) => void

const NAME = 'skewlab'
/** Raised with the stores below. */
const VERSION = 4
const RUNS_SINCE = 1

export async function openKeep(onProblem: OnProblem): Promise<Keep> {
  try {
    const database = await openDB<KeptSchema>(NAME, VERSION, {
      upgrade(db, before) {
        if (before < RUNS_SINCE) {
          for (const name of db.objectStoreNames) db.deleteObjectStore(name)
          db.createObjectStore('runs', { keyPath: 'id' })
        }
        if (!db.objectStoreNames.contains('operations')) db.createObjectStore('operations', { keyPath: 'id' })
        for (const name of ['files', 'open'] as const)
          if (!db.objectStoreNames.contains(name)) db.createObjectStore(name)
      },
    })
    return keepIn(database, onProblem)
  } catch {
    // Blocked in some embedded frames and private windows: the lab works, only nothing outlives the tab.
    return NOTHING_KEPT
  }
}

const nothing = async (): Promise<void> => undefined
const none = async (): Promise<never[]> => []
const NOTHING_KEPT: Keep = {
  ...{ all: none, save: nothing, remove: nothing, openFile: nothing, reopenFile: async () => null },
  ...{ operations: none, saveOperation: nothing, removeOperation: nothing },
}

export function keepIn(database: KeptDatabase, onProblem: OnProblem): Keep {
  const files = keptFiles(database)
  /** The line that says what a failure means. */
  const trying = (work: () => Promise<unknown>, lineOf: (error: unknown) => string = problemOf): Promise<void> =>
    work().then(
      () => undefined,
      (error: unknown) => onProblem(lineOf(error))
    )

  /** A stored run, stored again where it had an earlier shape; null if the record is not a run. */
  async function read(record: unknown): Promise<KeptRun | null> {
    const run = attempt(() => migratedRun(record))
    if (!isKeptRun(run)) return null
    if (run !== record) await trying(() => database.put('runs', run))
    return files.revive(run)
  }

  return {
    async all() {
      try {
        const records: unknown[] = await database.getAll('runs')
        const runs = await Promise.all(records.map(read))
        const kept = runs.filter((run) => run !== null)
        const lost = runs.length - kept.length
        if (lost > 0)
          onProblem(
            `${lost === 1 ? '1 run' : `${lost} runs`} of earlier visits cannot be read, and ${lost === 1 ? 'is' : 'are'} left out.`
          )
        return kept
      } catch (error) {
        onProblem(`This browser could not read the runs of earlier visits: ${(error as Error).message}`)
        return []
      }
    },
    save: (run) =>
      trying(async () => {
        await database.put('runs', withoutBlob(run))
        await files.save(run)
      }),
    remove: (id) =>
      trying(async () => {
        await database.delete('runs', id)
        await files.release(id)
      }),
    async operations() {
      try {
        const records: unknown[] = await database.getAll('operations')
        return records.filter(isKeptOperation)
      } catch (error) {
        onProblem(`This browser could not read the live traffic of earlier visits: ${(error as Error).message}`)
        return []
      }
    },
    saveOperation: (operation) => trying(() => database.put('operations', operation)),
    removeOperation: (id) => trying(() => database.delete('operations', id)),
    openFile: (file) =>
      trying(
        () => files.open(file),
        (error) => fileProblemOf(file, error)
      ),
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

/** What is no run can fail anywhere. */
function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return null
  }
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
