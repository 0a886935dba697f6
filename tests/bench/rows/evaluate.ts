import { Random } from '../../../src/core/kernel/random.ts'
import { measureBoth } from '../../../src/core/metrics/measure.ts'
import type { Bench } from '../bench.ts'
import { inNode } from '../in-node.ts'

const [rows, slate] = [30_000, 20]

export const evaluate: Bench = {
  id: 'evaluate',
  label: 'every metric, sampled and expected, of 30,000 rows',
  unit: 'rows',
  ours: inNode(() => {
    const random = Random.of(4)
    const relevance = Float32Array.from({ length: rows }, () => 0.1 * random.uniform())
    const truth = relevance.map((p, row) => p / (1 + (row % slate) / 5))
    const columns = {
      scores: truth.map((p) => p * (0.5 + random.uniform())),
      ranking: relevance.map((p) => p * (0.5 + random.uniform())),
      labels: Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0)),
      requests: Uint32Array.from(truth, (_, row) => Math.floor(row / slate)),
      relevance,
    }
    return {
      run() {
        const options = { k: 10, gain: 'linear', alerts: 100, threshold: 0.05, baseRate: 0.03 } as const
        measureBoth({ sample: { ...columns }, truth, options })
        return rows
      },
    }
  }),
  peers: [],
}
