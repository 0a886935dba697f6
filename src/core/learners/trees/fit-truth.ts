import type { BoostSettings } from '../../trees/boost-settings.ts'
import { openBooster } from '../../trees/boost.ts'
import { treesScorer, type Scorer } from '../../scoring/scorers.ts'
import type { FitJob } from '../../ceiling/learner.ts'

/** Grows all rounds of trees on the true probabilities. */
export async function fitTrees(settings: BoostSettings, { others, random, host, onProgress }: FitJob): Promise<Scorer> {
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
    return treesScorer(booster.ensemble, () => host.breathe())
  } finally {
    booster.dispose()
  }
}
