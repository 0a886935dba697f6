import { HostedWorker } from '../src/bridge/hosted-worker.ts'
import { placeDraw } from '../src/core/kernel/table.ts'
import type { DrawPool, DrawHelper } from '../src/core/lab.ts'
import type { Recipe } from '../src/core/training/run.ts'
import { furtherCores } from './cores.ts'
import type { DrawApi } from './draw.api.ts'

/** One helper pays from so many rows on, several from their part of it: each must start and work out its world first. */
const PAYING_ROWS = 1_000_000
const MOST_HELPERS = 7
/** Helpers are kept this long for the next table: they know the world and their code is warm. */
const IDLE_MS = 20_000

/** A helper for each further core, started at the first large table; null where a worker can start none of its own. */
export function drawPool(shares: boolean): DrawPool | null {
  if (typeof Worker === 'undefined') return null
  const helpers: HostedWorker<DrawApi, never>[] = []

  return {
    call(recipe, rows) {
      const most = Math.min(MOST_HELPERS, furtherCores())
      if (rows * most < PAYING_ROWS) return []
      while (helpers.length < most) helpers.push(startHelper())
      return helpers.slice(0, most).map((helper) => preparedHelper(helper, recipe, shares))
    },
  }
}

function startHelper(): HostedWorker<DrawApi, never> {
  const helper = new HostedWorker<DrawApi, never>(
    () => new Worker(new URL('./draw.worker.ts', import.meta.url), { type: 'module', name: 'draw' }),
    () => undefined
  )
  helper.idleMs = IDLE_MS
  return helper
}

/** Has a helper work out the recipe's world, and gives how to ask it for rows. */
function preparedHelper(helper: HostedWorker<DrawApi, never>, recipe: Recipe, shares: boolean): DrawHelper {
  // What keeps it from that, it says when asked for rows.
  helper.call(({ rows }) => rows.prepareWorld(recipe)).catch(() => undefined)
  return async (range, into) => {
    const part = await helper.call(({ rows }) => rows.draw(recipe, range, shares ? into : null))
    if (part) placeDraw(part, into.draw, into.at)
  }
}
