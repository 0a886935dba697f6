import type { Bench } from '../bench.ts'
import { openDcn, randomBatch } from '../dcn.ts'

const [batchSize, batches] = [4096, 16]

export const scoreDcnCpu: Bench = {
  id: 'scoreDcnCpu',
  label: 'score DCN-V2 on tfjs-wasm, one thread',
  unit: 'rows',
  peer: 'scoreDcnCpu',
  async prepare() {
    const { trainee, dispose } = await openDcn('tfjs-wasm')
    const batch = randomBatch(batchSize, 1)
    const logits = new Float32Array(batchSize * batches)
    return {
      dispose,
      async run() {
        for (let i = 0; i < batches; i++) await trainee.score(batch, logits, i * batchSize)
        return logits.length
      },
    }
  },
}
