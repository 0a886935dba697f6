import { gatherCodes, type Codes } from '../kernel/codes.ts'
import type { BoostJob } from './boost-job.ts'
import { columnOf, fitBins, treeFeatures, type FeatureBins } from './features.ts'
import type { TreeMemory } from './tree-memory.ts'

type Columns = Pick<BoostJob, 'table' | 'rows' | 'position' | 'settings' | 'random'>

/** The bins of each column, from the training rows. */
export async function fitColumns(job: Columns, yieldToMessages: () => Promise<void>): Promise<FeatureBins[]> {
  const { table, rows, settings } = job
  const fitted: FeatureBins[] = []
  for (const [i, feature] of treeFeatures(job).entries()) {
    const random = job.random.stream('cuts').at(i)
    const values = gathered(columnOf(table, feature), rows)
    fitted.push(fitBins(feature, values, settings, random))
    await yieldToMessages()
  }
  return fitted
}

/** Writes the bins of every row into tree memory, and the list of all rows. */
export async function binTable(
  shop: TreeMemory,
  columns: readonly FeatureBins[],
  { table, rows }: Pick<Columns, 'table' | 'rows'>,
  yieldToMessages: () => Promise<void>
): Promise<void> {
  const { layout, bytes, floats, words, kernels } = shop
  for (const [i, column] of columns.entries()) {
    const values = columnOf(table, column)
    const { lane } = layout.features[i]
    if (column.cuts) {
      const cuts = layout.at.cuts / 4
      floats.fill(NaN, cuts, cuts + 256).set(column.cuts, cuts)
      const staged = layout.at.rows
      gather(values, rows, floats.subarray(staged / 4, staged / 4 + rows.length))
      kernels.binNumbers(staged, rows.length, layout.at.cuts, lane)
    } else if (column.categories) {
      const { binOf } = column.categories
      for (let row = 0; row < rows.length; row++) bytes[lane + 4 * row] = binOf[values[rows[row]]]
    }
    await yieldToMessages()
  }
  for (let row = 0; row < layout.rows; row++) words[layout.at.all / 4 + row] = row
}

/** Values at the rows; numbers where they are not codes. */
function gathered(values: Float32Array | Codes | Uint8Array, rows: Uint32Array): Float32Array | Codes {
  if (values instanceof Uint16Array || values instanceof Uint32Array) return gatherCodes(values, rows)
  return gather(values, rows, new Float32Array(rows.length))
}

function gather(values: ArrayLike<number>, rows: Uint32Array, out: Float32Array): Float32Array {
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]]
  return out
}
