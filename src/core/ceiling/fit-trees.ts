import type { BoostSettings } from '../trees/boost-settings.ts'
import { openBooster } from '../trees/boost.ts'
import { scoreTrees } from '../trees/score.ts'
import type { FitJob, FittedTruth } from './learner.ts'

const SCORED_ROWS = 20_000

/** Grows all rounds of trees on the true probabilities. */
export async function fitTrees(
  settings: BoostSettings,
  { others, random, host, onProgress }: FitJob
): Promise<FittedTruth> {
  const { table, targets } = others
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const booster = await openBooster({ table, rows, targets, weights: null, position: true, settings, random, host })
  try {
    for (let round = 1; round <= settings.rounds; round++) {
      host.busy('fitting trees on the truth', 60_000)
      await booster.round()
      onProgress(round / settings.rounds)
      await host.breathe()
    }
    const { ensemble } = booster
    return {
      async logits(table, rows, out, atTop) {
        for (let from = 0; from < rows.length; from += SCORED_ROWS) {
          const to = Math.min(rows.length, from + SCORED_ROWS)
          scoreTrees(ensemble, table, rows.subarray(from, to), out.subarray(from, to), { atTop })
          await host.breathe()
        }
      },
      dispose: () => undefined,
    }
  } finally {
    booster.dispose()
  }
}
