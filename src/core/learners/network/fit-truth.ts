import { engineOf, usualEngine } from '../../engines/index.ts'
import { initialState } from '../../networks/initial.ts'
import type { Scorer } from '../../scoring/scorer.ts'
import type { TruthJob } from '../learner.ts'
import { fitNetwork } from './fitted.ts'
import { networkScorer } from './scorer.ts'

/** Batches between two breaths. */
const BREATH_BATCHES = 16

/** Trains a network on the true probabilities, on the engine that gives the same bytes everywhere; the rate falls as its settings say. */
export async function fitTruth(job: TruthJob): Promise<Scorer> {
  const { table, targets, random, host, onProgress } = job
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const { encoder, network, training } = fitNetwork({ ...job, rows: order, crosses: [] })
  const { rate, decay, batchSize, epochs, l2, lazy } = training
  const engine = await engineOf(usualEngine).start(host)
  const share = targets.reduce((sum, target) => sum + target, 0) / targets.length
  const trainee = engine.open(network, initialState(network, random.stream('weights'), share), { random })
  const batch = encoder.batch(batchSize)
  const shuffling = random.stream('batches')
  const total = epochs * table.rows
  let seen = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffling.at(epoch).shuffle(order)
    for (let from = 0, count = 0; from < order.length; from += count) {
      count = Math.min(batchSize, order.length - from)
      encoder.fill(batch, table, order, from, count, false)
      for (let i = 0; i < count; i++) batch.labels[i] = targets[order[from + i]]
      const left = decay === 'linear' ? 1 - seen / total : 1
      await trainee.train(batch, { rate: rate * left, l2, lazy })
      seen += count
      if (Math.floor(from / batchSize) % BREATH_BATCHES === 0) {
        host.busy('fitting a network on the truth', 60_000)
        onProgress(seen / total)
        await host.yieldToMessages()
      }
    }
  }
  const scorer = networkScorer(trainee, encoder, () => host.yieldToMessages())
  return {
    logits: scorer.logits,
    dispose() {
      scorer.dispose()
      engine.dispose()
    },
  }
}
