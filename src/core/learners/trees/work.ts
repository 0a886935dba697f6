import { logit } from '../../kernel/math.ts'
import type { Ensemble } from '../../trees/ensemble.ts'
import { explainTrees } from '../../trees/explanation.ts'
import { bendFocal } from '../../treatments/undo.ts'
import type { Scorer } from '../../scoring/scorer.ts'
import type { BroughtJob, LearnerAtWork, Live } from '../learner.ts'
import { fitTrees, type FittedTrees } from './fitted.ts'
import { fitTruth } from './fit-truth.ts'
import { treesScorer } from './scorer.ts'
import { trainTrees } from './train-trees.ts'

export const treesAtWork: LearnerAtWork<FittedTrees, Ensemble> = {
  fit: fitTrees,

  async *train(job) {
    const { fitted, treated, treatedRate, live, random, host } = job
    const { boosting, position } = fitted
    // Where log loss begins a focal loss is far from rest, and so flat that no leaf weighs anything.
    const base = treated.focal > 0 ? bendFocal(logit(treatedRate), treated.focal) : undefined
    yield { type: 'phase', phase: 'training' }
    const score = liveScores(live, () => host.yieldToMessages())
    return yield* trainTrees({
      ...job,
      ...treated,
      ...{ base, position, random, trivial: live.trivial },
      settings: { ...boosting, patience: live.patienceOf(boosting.patience) },
      async evaluate(ensemble) {
        await score(ensemble)
        return live.measure()
      },
    })
  },

  scorer: putToWork,
  bring: putToWork,
  explain: ({ state }) => explainTrees(state),
  fitTruth,
}

/** Trees read raw columns: nothing has to be made ready for them. */
async function putToWork({ state, host }: BroughtJob<Ensemble>): Promise<Scorer> {
  return treesScorer(state, () => host.yieldToMessages())
}

/** Scores the live rows by the trees there are: those that came since the last time are added to what the others said. */
function liveScores({ table, parts }: Live, yieldToMessages: () => Promise<void>) {
  const logits = parts.map(({ rows }) => new Float32Array(rows.length))
  let after = 0
  return async (ensemble: Ensemble): Promise<void> => {
    const scorer = treesScorer(ensemble, yieldToMessages, after)
    for (const [i, { rows, atTop, out }] of parts.entries()) {
      await scorer.logits(table, rows, logits[i], atTop)
      out.set(logits[i])
    }
    after = ensemble.trees.length
  }
}
