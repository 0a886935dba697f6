import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram, type Program } from './program.ts'

/** A folder and programs, of one browser. */
export interface Place {
  readonly folder: string
  start(path: string, args: readonly string[], env?: Readonly<Record<string, string>>): Program
  /** Ends the programs, the last one first, and removes the folder. */
  leave(): Promise<void>
}

/** Makes a place and opens something there, which leaves it when it is closed; where it cannot be opened nothing stays. */
export async function inPlaceOfItsOwn<Opened>(open: (place: Place) => Promise<Opened>): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'skewlab-browser-'))
  const programs: Program[] = []
  const place: Place = {
    folder,
    start(...given) {
      const program = startProgram(...given)
      programs.push(program)
      return program
    },
    async leave() {
      for (const program of programs.reverse()) await program.end()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  try {
    return await open(place)
  } catch (error) {
    await place.leave()
    throw error
  }
}
