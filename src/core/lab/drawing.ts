import type { World } from '../../../datasets/dataset.ts'
import type { Draw, RowRange } from '../kernel/table.ts'
import type { DrawHelper, LabHost } from './contract.ts'

/** Rows drawn between two breaths, so that a large table never silences its worker; and what a helper draws at a time. */
const CHUNK_ROWS = 25_000

/**
 * Fills a draw with a range of a world's rows, chunk after chunk, each by whoever is free. Where no chunk waits any more the
 * asker draws again what helpers have not finished: the bytes do not depend on who writes them, so it never waits for a helper.
 */
export async function drawRows(
  world: World,
  range: RowRange,
  draw: Draw,
  { host, helpers }: { host: Pick<LabHost, 'busy' | 'yieldToMessages'>; helpers: readonly DrawHelper[] }
): Promise<void> {
  const waiting = chunksOf(range)
  const underway = new Set<RowRange>()
  const placeOf = ({ from }: RowRange) => ({ draw, at: from - range.from })

  async function work(helper: DrawHelper): Promise<void> {
    for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
      underway.add(chunk)
      await helper(chunk, placeOf(chunk))
      underway.delete(chunk)
    }
  }

  try {
    // A helper that is lost leaves its chunk under way, for the asker to draw.
    for (const helper of helpers) work(helper).catch(() => undefined)
    for (let chunk = next(); chunk; chunk = next()) {
      host.busy('drawing rows', 20_000)
      world.draw(chunk, placeOf(chunk))
      underway.delete(chunk)
      await host.yieldToMessages()
    }
  } finally {
    waiting.length = 0
  }

  function next(): RowRange | undefined {
    return waiting.shift() ?? underway.values().next().value
  }
}

/** A range in pieces that are drawn between two breaths. */
export function chunksOf({ from, to }: RowRange): RowRange[] {
  const chunks: RowRange[] = []
  for (let at = from; at < to; at += CHUNK_ROWS) chunks.push({ from: at, to: Math.min(to, at + CHUNK_ROWS) })
  return chunks
}
