import { flopsPerRow } from '../../../src/core/networks/flops.ts'
import type { Bench } from '../bench.ts'
import { DEFAULT_ENGINE } from '../engines.ts'
import { inPage } from '../in-page.ts'
import { dcn, withVocabulary } from '../networks.ts'

const network = withVocabulary(dcn, 300)
const unfrozen = inPage({ does: 'score', engine: DEFAULT_ENGINE, network, unfrozen: true })

/** Ours against ours: what tables of first products save. */
export const scoreFolded: Bench = {
  id: 'scoreFolded',
  label: `score DCN-V2 with 300 values a field, first products folded, on ${DEFAULT_ENGINE}`,
  unit: 'rows',
  flops: flopsPerRow(network),
  ours: inPage({ does: 'score', engine: DEFAULT_ENGINE, network }),
  peers: [async () => ({ ...(await unfrozen()), name: 'ours, not folded' })],
}
