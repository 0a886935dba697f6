import { fused } from '../../engines/fused.ts'
import { fitEncoder } from '../../features/fit-encoder.ts'
import type { NetworkModel } from '../../models/model.ts'
import { initialState } from '../../networks/initial.ts'
import { networkScorer, type Scorer } from '../../scoring/scorers.ts'
import type { FitJob } from '../../ceiling/learner.ts'

/** Batches between two breaths. */
const BREATH_BATCHES = 16

/** Trains a network on the true probabilities, on the engine that gives the same bytes everywhere; the rate falls as its settings say. */
export async function fitNetwork(
  model: NetworkModel,
  settings: Parameters<NetworkModel['network']>[0],
  { others, random, host, onProgress }: FitJob
): Promise<Scorer> {
  const { table, targets } = others
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const encoder = fitEncoder(table, order, model.features(settings, table.schema, []))
  const { rate, decay, batchSize, epochs, l2, lazy } = model.training(settings)
  const network = model.network(settings, encoder)
  const engine = await fused.start(host)
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
        await host.breathe()
      }
    }
  }
  const scorer = networkScorer(trainee, encoder, () => host.breathe())
  return {
    logits: scorer.logits,
    dispose() {
      scorer.dispose()
      engine.dispose()
    },
  }
}
