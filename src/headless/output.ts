import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checked } from './bad-input.ts'

/** Makes a folder where it is not there yet. @throws one line where it cannot be */
export function makeFolder(path: string): void {
  checked(() => mkdirSync(path, { recursive: true }), `cannot write ${path}`)
}

/** @throws one line where it cannot be written */
export function writeInto(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name)
  checked(() => writeFileSync(path, content), `cannot write ${path}`)
}
