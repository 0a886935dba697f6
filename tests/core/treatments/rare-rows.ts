import { sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Table } from '../../../src/core/kernel/table.ts'
import type { TrainingRows } from '../../../src/core/treatments/treatment.ts'

export const CELLS = 12

interface RareRows {
  readonly rows: number
  /** Logit of the middle cell. */
  readonly base: number
  readonly seed: number
}

/** Rows whose chance is exactly logistic in the first column, which takes one of twelve values; every other row trains. */
export function rareRows({ rows, base, seed }: RareRows): TrainingRows {
  const { table } = allocateDraw(
    {
      numeric: ['cell', 'noise'].map((id) => ({ id, label: id, help: id })),
      categorical: [{ id: 'kind', label: 'kind', help: 'kind', cardinality: 4 }],
      rowsPerRequest: null,
    },
    {
      labelTime: true,
      request: false,
      position: true,
      truth: false,
      relevance: false,
      customer: true,
      cluster: true,
    },
    2 * rows
  )
  const random = Random.of(seed)
  for (let row = 0; row < table.rows; row++) {
    const cell = random.below(CELLS)
    table.numeric[0][row] = valueOf(cell)
    table.numeric[1][row] = random.uniform() < 0.1 ? NaN : 10 * random.normal()
    table.categorical[0][row] = random.below(5)
    table.label[row] = Number(random.uniform() < sigmoid(base + 1.3 * valueOf(cell)))
    table.time[row] = 60 * row
    if (table.labelTime) table.labelTime[row] = 60 * row + 3600
    if (table.position) table.position[row] = 1 + (row % 8)
    if (table.customer) table.customer[row] = random.below(50)
    if (table.cluster) table.cluster[row] = row >> 2
  }
  return { table, rows: Uint32Array.from({ length: rows }, (_, i) => 2 * i + 1) }
}

/** The cell of a row, or the nearest one where the row was made up. */
export function cellOf(table: Table, row: number): number {
  return Math.round((table.numeric[0][row] / 4 + 0.5) * (CELLS - 1))
}

export function valueOf(cell: number): number {
  return 4 * (cell / (CELLS - 1) - 0.5)
}

export function shareOfPositives({ table, rows }: TrainingRows): number {
  return rows.reduce((sum, row) => sum + table.label[row], 0) / rows.length
}
