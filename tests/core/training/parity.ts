import { Random } from '../../../src/core/kernel/random.ts'
import { bareTable, type Table } from '../../../src/core/kernel/table.ts'

const VALUES = 20

/**
 * Two fields of twenty values; a label is likely (0.9) where both values lie in the same half, else unlikely (0.1). Each
 * field alone says nothing. The truth has log loss −0.9 ln 0.9 − 0.1 ln 0.1 = 0.3251 and auc 0.9.
 */
export function parityTable(rows: number, seed: number): Table {
  const random = Random.of(seed)
  const [left, right] = [new Uint16Array(rows), new Uint16Array(rows)]
  const label = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    left[row] = 1 + random.below(VALUES)
    right[row] = 1 + random.below(VALUES)
    const same = left[row] <= VALUES / 2 === right[row] <= VALUES / 2
    label[row] = random.uniform() < (same ? 0.9 : 0.1) ? 1 : 0
  }
  const column = (id: string) => ({ id, label: id, help: id, cardinality: VALUES })
  return {
    schema: { numeric: [], categorical: [column('left'), column('right')], rowsPerRequest: null },
    rows,
    numeric: [],
    categorical: [left, right],
    label,
    time: Float64Array.from({ length: rows }, (_, row) => row),
    ...bareTable,
  }
}
