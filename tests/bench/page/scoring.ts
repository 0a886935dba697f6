import { startEngine } from './our-engine.ts'
import { batchesOf, overBatches, ROWS } from './rows.ts'
import { checkLogits, scoredState } from './weights.ts'
import type { Scoring } from './work.ts'

const batchSize = 4096

export async function prepareScoring({ engine: id, network, unfrozen = false }: Scoring) {
  const { engine, name, facts } = await startEngine(id)
  const state = scoredState(network)
  const trainee = engine.open(network, state, { frozen: !unfrozen })
  const batches = batchesOf(network, batchSize)
  const logits = new Float32Array(ROWS)
  await trainee.score(batches[0], logits, 0)
  checkLogits(network, state.weights, batches[0], logits)
  return { name, facts, run: () => overBatches(batches, (batch, at) => trainee.score(batch, logits, at)) }
}
