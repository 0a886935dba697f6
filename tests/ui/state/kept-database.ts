import type { KeptDatabase } from '../../../src/state/kept-files.ts'

type Name = 'runs' | 'operations' | 'files' | 'open'

/** A database in memory in place of the browser's, which holds copies as that does; `fail` is what the next write meets. */
export function keptDatabase() {
  const stores = new Map<Name, Map<string, unknown>>()
  const storeOf = (name: Name): Map<string, unknown> => {
    const found = stores.get(name) ?? new Map<string, unknown>()
    stores.set(name, found)
    return found
  }
  let failure: Error | null = null
  const written = (): void => {
    if (!failure) return
    const error = failure
    failure = null
    throw error
  }
  const database = {
    get: async (name: Name, key: string) => storeOf(name).get(key),
    getAll: async (name: Name) => [...storeOf(name).values()],
    async put(name: Name, value: object, key?: string) {
      written()
      const isFile = name === 'files' || name === 'open'
      storeOf(name).set(key ?? (value as { id: string }).id, isFile ? value : withoutBlobs(value))
    },
    async delete(name: Name, key: string) {
      written()
      storeOf(name).delete(key)
    },
  }
  return {
    database: database as unknown as KeptDatabase,
    stored: (name: Name) => [...storeOf(name).keys()],
    read: (name: Name, key: string) => storeOf(name).get(key),
    put: (name: Name, key: string, value: unknown) => void storeOf(name).set(key, value),
    fail: (error: Error) => void (failure = error),
  }
}

function withoutBlobs(value: unknown): unknown {
  if (value instanceof Blob) return {}
  if (Array.isArray(value)) return value.map(withoutBlobs)
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([id, one]) => [id, withoutBlobs(one)]))
}
