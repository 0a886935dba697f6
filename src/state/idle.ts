import type { Recipe } from '../core/training/run.ts'

/** A worker with nothing to do ends after so long: its model is restored, and its rows are drawn again, in a fraction of a second. */
export const IDLE_MS = 20_000
/** Where that takes seconds: the rows of a file, or very many. */
const LARGE_IDLE_MS = 600_000
const LARGE_ROWS = 1_000_000

/** How long a worker that holds a recipe's rows is kept idle. */
export function idleMsOf({ file, settings }: Recipe): number {
  return file || Number(settings.rows) > LARGE_ROWS ? LARGE_IDLE_MS : IDLE_MS
}
