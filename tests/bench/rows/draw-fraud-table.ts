import { datasetOf } from '../../../datasets/index.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { bytesPerRow } from '../../../src/core/kernel/table.ts'
import type { Bench } from '../bench.ts'
import { inNode } from '../in-node.ts'

const rows = 300_000

export const drawFraudTable: Bench = {
  id: 'drawFraudTable',
  label: 'draw 300,000 rows of the default payment-fraud table on one core, warm-up done',
  unit: 'rows',
  ours: inNode(async () => {
    const dataset = datasetOf('payment-fraud')
    const world = await dataset.create(defaultsOf(dataset.knobs), 1)
    world.draw({ from: 0, to: 1 })
    return {
      run: () => world.draw({ from: 0, to: rows }).table.rows,
      facts: { 'bytes a row': bytesPerRow(world.schema, world.layout) },
    }
  }),
  peers: [],
}
