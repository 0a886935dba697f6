import { flopsPerRow } from '../../src/core/networks/flops.ts'
import type { Network } from '../../src/core/networks/network.ts'
import type { Bench } from './bench.ts'
import { DEFAULT_ENGINE, RELAXED_ENGINE } from './engines.ts'
import { inPage } from './in-page.ts'
import { inPython } from './in-python.ts'

/** Training of a network on our default engine, all cores, beside PyTorch on as many threads. */
export function training(id: string, what: string, network: Network, batchSize: number): Bench {
  const ours = (engine: typeof DEFAULT_ENGINE) => inPage({ does: 'train', engine, network, batchSize })
  const torch = (sparse: boolean) => inPython('train', { network, batchSize, sparse })
  return {
    id,
    label: `train ${what} at batch ${batchSize} on ${DEFAULT_ENGINE}`,
    unit: 'rows',
    flops: 3 * flopsPerRow(network),
    ours: ours(DEFAULT_ENGINE),
    further: { 'relaxed rows/s': ours(RELAXED_ENGINE) },
    peers: network.embedding ? [torch(false), torch(true)] : [torch(false)],
  }
}
