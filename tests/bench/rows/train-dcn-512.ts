import type { Bench } from '../bench.ts'
import { openDcn, randomBatch } from '../dcn.ts'

const [batchSize, steps] = [512, 20]

export const trainDcn512: Bench = {
  id: 'trainDcn512',
  label: 'train DCN-V2 at batch 512 on tfjs-wasm, one thread',
  unit: 'rows',
  peer: 'trainDcn512',
  async prepare() {
    const { trainee, dispose } = await openDcn('tfjs-wasm')
    const batches = Array.from({ length: steps }, (_, i) => randomBatch(batchSize, i))
    return {
      dispose,
      async run() {
        for (const batch of batches) await trainee.train(batch, { rate: 1e-3, l2: 0 })
        await trainee.loss()
        return steps * batchSize
      },
    }
  },
}
