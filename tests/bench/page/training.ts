import { Random } from '../../../src/core/kernel/random.ts'
import { initialState } from '../../../src/core/networks/initial.ts'
import { startEngine } from './our-engine.ts'
import { batchesOf, overBatches } from './rows.ts'
import type { Training } from './work.ts'

const step = { rate: 1e-3, l2: 0, lazy: true }

export async function prepareTraining({ engine: id, network, batchSize }: Training) {
  const { engine, name, facts } = await startEngine(id)
  const trainee = engine.open(network, initialState(network, Random.of(3), 0.03))
  const batches = batchesOf(network, batchSize)
  return {
    name,
    facts,
    async run() {
      const rows = await overBatches(batches, (batch) => trainee.train(batch, step))
      const loss = await trainee.loss()
      if (!Number.isFinite(loss)) throw new Error(`training came to a loss of ${loss}`)
      return rows
    },
  }
}
