import type { Bench } from '../bench.ts'
import { inPage } from '../in-page.ts'
import { inPython } from '../in-python.ts'

const work = { rows: 200_000, columns: 20, trees: 100 }

/** Binning included, on both sides: from the columns as they are to a hundred trees. */
export const trainGbdt: Bench = {
  id: 'trainGbdt',
  label: 'grow 100 trees of depth 6 on 200,000 x 20',
  unit: 'trees',
  ours: inPage({ does: 'boost', ...work }),
  further: { 'one thread trees/s': inPage({ does: 'boost', ...work, threads: 1 }) },
  peers: [inPython('boost', work)],
}
