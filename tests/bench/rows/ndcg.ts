import { metricById } from '../../../src/core/metrics/index.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import type { Bench } from '../bench.ts'
import { inNode } from '../in-node.ts'
import { inPython } from '../in-python.ts'

const [requests, slate] = [20_000, 50]

export const ndcg: Bench = {
  id: 'ndcg',
  label: 'NDCG@10 of 20,000 requests of 50',
  unit: 'rows',
  ours: inNode(() => {
    const random = Random.of(2)
    const rows = requests * slate
    const columns = {
      scores: Float32Array.from({ length: rows }, () => random.uniform()),
      ranking: null,
      labels: Uint8Array.from({ length: rows }, () => random.below(2)),
      requests: Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / slate)),
      relevance: null,
    }
    return {
      run() {
        const options = { k: 10, gain: 'linear', alerts: 100, threshold: 0.5, baseRate: 0.5 } as const
        metricById('ndcg').measure({ ...columns }, options)
        return rows
      },
    }
  }),
  peers: [inPython('ndcg')],
}
