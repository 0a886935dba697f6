import type { DBSchema, IDBPDatabase } from 'idb'
import type { DataFile } from '../core/training/run.ts'
import { fileKey } from './file-key.ts'
import type { KeptOperation } from './kept-operation.ts'
import type { KeptRun } from './kept-run.ts'

export interface KeptSchema extends DBSchema {
  runs: { key: string; value: KeptRun }
  /** Live traffic of earlier visits, and which version served when. */
  operations: { key: string; value: KeptOperation }
  /** Files of people's own, each once however many runs are on it. */
  files: { key: string; value: Blob }
  /** The file that is open, under one key: a reload brings it back before there is a run on it. */
  open: { key: string; value: DataFile }
}

/** As much of a database as is used. */
export type KeptDatabase = Pick<IDBPDatabase<KeptSchema>, 'get' | 'getAll' | 'put' | 'delete'>

const OPEN = 'open'

/** Keeps the files that runs are on, as long as there is such a run. May reject as every write may. */
export function keptFiles(database: KeptDatabase) {
  const keyOfRun = new Map<string, string>()
  const stored = new Set<string>()

  return {
    /** The run with its file in its place; an empty one where it was lost. */
    async revive(run: KeptRun): Promise<KeptRun> {
      const { file } = run.spec.recipe
      if (!file) return run
      const key = fileKey(file)
      keyOfRun.set(run.id, key)
      const blob = await database.get('files', key)
      if (blob) stored.add(key)
      return withBlob(run, blob ?? new Blob([]))
    },
    /** Keeps a run's file, where it is not kept yet. */
    async save({ id, spec }: KeptRun): Promise<void> {
      const { file } = spec.recipe
      if (!file) return
      const key = fileKey(file)
      keyOfRun.set(id, key)
      if (stored.has(key)) return
      stored.add(key)
      try {
        await database.put('files', file.blob, key)
      } catch (error) {
        stored.delete(key)
        throw error
      }
    },
    /** Keeps a file that the lab has taken, in place of the one before. */
    async open(file: DataFile): Promise<void> {
      await database.put('open', file, OPEN)
    },
    /** The file of a key, where it was open last; any other is dropped. */
    async reopen(key: string | null): Promise<DataFile | null> {
      const file = await database.get('open', OPEN)
      if (file && fileKey(file) === key) return file
      if (file) await database.delete('open', OPEN)
      return null
    },
    /** Drops the file of a run that is gone, unless another is on it. */
    async release(id: string): Promise<void> {
      const key = keyOfRun.get(id)
      keyOfRun.delete(id)
      if (key === undefined || [...keyOfRun.values()].includes(key)) return
      stored.delete(key)
      await database.delete('files', key)
    },
  }
}

/** A run as it lies on disk: its file lies beside it. */
export function withoutBlob(run: KeptRun): KeptRun {
  return run.spec.recipe.file ? withBlob(run, new Blob([])) : run
}

function withBlob(run: KeptRun, blob: Blob): KeptRun {
  const { spec } = run
  const { recipe } = spec
  if (!recipe.file) return run
  return { ...run, spec: { ...spec, recipe: { ...recipe, file: { ...recipe.file, blob } } } }
}
