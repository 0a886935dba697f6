import type { Bench } from '../bench.ts'
import { DEFAULT_ENGINE, GPU_ENGINE } from '../engines.ts'
import { inPage } from '../in-page.ts'

const table = { does: 'score table', model: 'dcn-v2', rows: 1_000_000 } as const

/** Ours against ours: a GPU takes the test part of a large table where it is twice as fast as the processor. Of a software adapter it says nothing. */
export const scoreLargeTable: Bench = {
  id: 'scoreLargeTable',
  label: `encode and score a million rows for DCN-V2 on ${GPU_ENGINE}, beside the processor`,
  unit: 'rows',
  ours: inPage({ ...table, engine: GPU_ENGINE }),
  peers: [inPage({ ...table, engine: DEFAULT_ENGINE })],
}
