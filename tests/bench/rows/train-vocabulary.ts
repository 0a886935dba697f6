import { flopsPerRow } from '../../../src/core/networks/flops.ts'
import type { Network } from '../../../src/core/networks/network.ts'
import type { Bench, Start } from '../bench.ts'
import { DEFAULT_ENGINE } from '../engines.ts'
import { inPage } from '../in-page.ts'
import { dcn, withVocabulary } from '../networks.ts'

const batchSize = 512

/** Ours against ours: what a hundred times the values cost. */
export const trainVocabulary: Bench = {
  id: 'trainVocabulary',
  label: `train DCN-V2 with 100,000 values a field on ${DEFAULT_ENGINE}`,
  unit: 'rows',
  flops: 3 * flopsPerRow(dcn),
  ours: trained(withVocabulary(dcn, 100_000)),
  peers: [async () => ({ ...(await trained(dcn)()), name: 'ours with 1,000 values a field' })],
}

function trained(network: Network): Start {
  return inPage({ does: 'train', engine: DEFAULT_ENGINE, network, batchSize })
}
