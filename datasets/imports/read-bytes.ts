import type { ReadOptions } from './import.ts'

/** Bytes `from` … `to − 1` of a file. @throws one line where it cannot be read */
export async function readBytes(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, Math.min(to, file.size)).arrayBuffer())
  } catch (cause) {
    throw new Error('cannot read the file: it is a folder, or it has changed since it was chosen', { cause })
  }
}

/** Reports progress, yields to other work, and rejects where the import was cancelled. */
export async function pause(
  { signal, onProgress, yieldToMessages }: ReadOptions,
  done: number,
  of: number,
  rows: number
) {
  signal?.throwIfAborted()
  onProgress?.({ done, of, rows })
  await yieldToMessages?.()
  signal?.throwIfAborted()
}
