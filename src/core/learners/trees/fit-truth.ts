import type { Scorer } from '../../scoring/scorer.ts'
import { openBooster } from '../../trees/boost.ts'
import type { TruthJob } from '../learner.ts'
import { fitTrees } from './fitted.ts'
import { treesScorer } from './scorer.ts'

/** Grows all rounds of trees on the true probabilities. */
export async function fitTruth(job: TruthJob): Promise<Scorer> {
  const { table, targets, random, host, onProgress } = job
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const { boosting: settings } = fitTrees({ ...job, rows, crosses: [] })
  const booster = await openBooster({ table, rows, targets, weights: null, position: true, settings, random, host })
  try {
    for (let round = 1; round <= settings.rounds; round++) {
      host.busy('fitting trees on the truth', 60_000)
      await booster.round()
      onProgress(round / settings.rounds)
      await host.yieldToMessages()
    }
    return treesScorer(booster.ensemble, () => host.yieldToMessages())
  } finally {
    booster.dispose()
  }
}
