import { bootstrap } from '../../../src/core/decisions/intervals/bootstrap.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { sortDescending } from '../../../src/core/metrics/sort/descending.ts'
import type { Bench } from '../bench.ts'
import { inNode } from '../in-node.ts'

const [rows, customers, redraws] = [300_000, 20_000, 20]

export const intervals: Bench = {
  id: 'intervals',
  label: 'seven metrics in each of 20 redraws of 20,000 customers, 300,000 rows',
  unit: 'rows redrawn',
  ours: inNode(() => {
    const random = Random.of(4)
    const scores = Float32Array.from({ length: rows }, () => 0.02 * random.uniform() * random.uniform())
    const order = sortDescending(scores)
    const sample = {
      scores,
      labels: Uint8Array.from(scores, (p) => (random.uniform() < p ? 1 : 0)),
      ...{ truth: scores, own: 0.01, deployed: 0.01, order, ranked: order },
      times: null,
      amounts: scores.map(() => 50 * random.exponential()),
      customers: null,
      clusters: Uint32Array.from(scores, () => random.below(customers)),
      trafficShare: 1,
    }
    const costs = { missedFlat: 20, missedShare: 1, falseAlarm: 5, review: 2 }
    return {
      run() {
        const steps = bootstrap(sample, { redraws, seed: 1, threshold: 0.01, costs })
        while (!steps.next().done);
        return rows * redraws
      },
    }
  }),
  peers: [],
}
