import { datasetOf } from '../../../datasets/index.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { bytesPerRow } from '../../../src/core/kernel/table.ts'
import type { Bench } from '../bench.ts'
import { inNode } from '../in-node.ts'

const rows = 300_000

export const drawAdTable: Bench = {
  id: 'drawAdTable',
  label: 'draw 300,000 rows of the default ad table on one core',
  unit: 'rows',
  ours: inNode(async () => {
    const dataset = datasetOf('ad-ctr')
    const world = await dataset.create(defaultsOf(dataset.knobs), 1)
    return {
      run: () => world.draw({ from: 0, to: rows }).table.rows,
      facts: { 'bytes a row': bytesPerRow(world.schema, world.layout) },
    }
  }),
  peers: [],
}
