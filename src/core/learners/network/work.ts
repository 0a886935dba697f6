import { formatNumber } from '../../kernel/words.ts'
import type { NetworkState } from '../../engines/engine.ts'
import { flopsPerRow } from '../../networks/flops.ts'
import { largeScorer, withLargeScorer } from '../../scoring/large-scorer.ts'
import { explainLinear, isLinear } from '../../scoring/linear-contributions.ts'
import type { LearnerAtWork } from '../learner.ts'
import { fitNetwork, type FittedNetwork } from './fitted.ts'
import { fitTruth } from './fit-truth.ts'
import { networkScorer } from './scorer.ts'
import { trainByAdam } from './train-by-adam.ts'
import { trainByLbfgs } from './train-by-lbfgs.ts'

export const networkAtWork: LearnerAtWork<FittedNetwork, NetworkState> = {
  fit: fitNetwork,
  train: (job) => (job.fitted.solver === 'lbfgs' ? trainByLbfgs(job) : trainByAdam(job)),

  async scorer({ fitted: { encoder, network }, state, spec, host, engineOf, gpus }) {
    const engine = await engineOf(spec.engine)
    const trainee = engine.open(network, state, { frozen: true })
    const scorer = networkScorer(trainee, encoder, () => host.yieldToMessages())
    if (!spec.mayScoreOnGpu) return scorer
    return withLargeScorer(scorer, largeScorer({ network, state, encoder, trainee, engine: spec.engine, gpus, host }))
  },

  explain({ fitted: { network, encoder }, state: { weights }, table, reference }) {
    return isLinear(network) ? explainLinear({ network, encoder, weights }, table, reference) : null
  },

  fitTruth,
  flopsPerRow: ({ network }) => flopsPerRow(network),

  insteadOfStopping({ solver, training: { epochs, l2 } }) {
    if (solver === 'lbfgs') return null
    return `${epochs} epochs with an L2 penalty of ${formatNumber(Number(l2.toPrecision(2)))}`
  },
}
