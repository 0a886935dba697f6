import { releaseProxy, wrap } from 'comlink'
import { placeDraw } from '../src/core/kernel/table.ts'
import type { DrawCrew, DrawHelper } from '../src/core/lab.ts'
import type { Recipe } from '../src/core/training/run.ts'
import { furtherCores } from './cores.ts'
import type { DrawApi } from './draw.api.ts'

/** One helper pays from so many rows on, several from their part of it: each must start and work out its world first. */
const PAYING_ROWS = 1_000_000
const MOST_HELPERS = 7
/** A helper that takes longer over a chunk counts as lost. */
const SILENCE_MS = 5_000
/** Helpers are kept this long for the next table: they know the world and their code is warm. */
const IDLE_MS = 20_000

interface Helper {
  /** Has it work out the recipe's world, and gives how to ask it for rows. */
  meet(recipe: Recipe): DrawHelper
  terminate(reason: string): void
}

/** A helper for each further core, started at the first large table; null where a worker can start none of its own. */
export function drawCrew(shares: boolean): DrawCrew | null {
  if (typeof Worker === 'undefined') return null
  const helpers = new Set<Helper>()
  let idle: ReturnType<typeof setTimeout> | undefined

  /** From now on they have nothing to do, until somebody asks again. */
  function rest(): void {
    clearTimeout(idle)
    idle = setTimeout(() => {
      for (const helper of helpers) helper.terminate('dismissed')
    }, IDLE_MS)
  }

  return {
    call(recipe, rows) {
      const most = Math.min(MOST_HELPERS, furtherCores())
      if (rows * most < PAYING_ROWS) return []
      rest()
      for (let i = helpers.size; i < most; i++) helpers.add(startHelper(shares, (helper) => helpers.delete(helper)))
      return [...helpers].slice(0, most).map((helper) => {
        const draw = helper.meet(recipe)
        return (range, into) => draw(range, into).finally(rest)
      })
    },
  }
}

function startHelper(shares: boolean, onLost: (helper: Helper) => void): Helper {
  const worker = new Worker(new URL('./draw.worker.ts', import.meta.url), { type: 'module', name: 'draw' })
  const remote = wrap<DrawApi>(worker)
  const losses = new Set<(reason: Error) => void>()
  const helper: Helper = {
    meet(recipe) {
      // What keeps it from that, it says when asked for rows.
      remote.meet(recipe).catch(() => undefined)
      return async (range, into) => {
        const part = await orLost(() => remote.draw(recipe, range, shares ? into : null))
        if (part) placeDraw(part, into.draw, into.at)
      }
    },
    terminate(reason) {
      onLost(helper)
      remote[releaseProxy]()
      worker.terminate()
      for (const lose of losses) lose(new Error(reason))
    },
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    helper.terminate(event.message || 'a helper could not start')
  })

  async function orLost<T>(work: () => Promise<T>): Promise<T> {
    let silent: ReturnType<typeof setTimeout> | undefined
    let lose: (reason: Error) => void = () => undefined
    try {
      return await new Promise<T>((resolve, reject) => {
        lose = reject
        losses.add(lose)
        silent = setTimeout(() => helper.terminate('a helper stopped answering'), SILENCE_MS)
        work().then(resolve, reject)
      })
    } finally {
      losses.delete(lose)
      clearTimeout(silent)
    }
  }

  return helper
}
