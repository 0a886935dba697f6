import { plainText } from '../cells/plain-text.ts'
import type { ColumnBuilder } from '../columns/column-builder.ts'
import type { ImportPlan } from '../plan.ts'
import type { ReadOptions } from '../import.ts'
import { MOST_ROWS, tooManyRows } from '../limits.ts'
import { pause } from '../read-bytes.ts'
import type { TableBuilder } from '../table-builder.ts'
import { columnValues } from './column-values.ts'
import { broken, openParquet } from './open.ts'
import { cellValue, type CellValue } from './values.ts'

const NOTHING = new Uint8Array(0)
const encoder = new TextEncoder()

/** Reads a row group at a time, a column at a time, those that a row cannot stand without first. */
export async function readParquet(
  file: Blob,
  plan: ImportPlan,
  table: TableBuilder,
  options: ReadOptions
): Promise<void> {
  const { metadata, leaves, rows } = await openParquet(file)
  if (plan.rows === null && rows > MOST_ROWS) throw tooManyRows()
  if (leaves.length !== plan.columns.length)
    throw broken(`it has ${leaves.length} columns, and the plan ${plan.columns.length}`)
  for (const [i, { declared }] of leaves.entries())
    if (declared?.refused && plan.columns[i].role !== 'ignore')
      throw new Error(`nested column: ${plan.columns[i].name}; expected plain columns: ignore it`)
  let first = 0
  let done = 0
  for (const [group, { num_rows, columns }] of metadata.row_groups.entries()) {
    const count = Number(num_rows)
    const end = done + columns.reduce((sum, { meta_data }) => sum + Number(meta_data?.total_compressed_size ?? 0), 0)
    const steps = table.required.length + table.others.length
    let step = 0
    const next = async (place: number) => {
      await pause(options, Math.round(done + ((end - done) * step++) / steps), file.size, table.rows)
      return columnValues(file, { metadata, group, leaf: leaves[place], rows: count })
    }
    const standing = await standingRows(table, count, first, next)
    for (const [i, place] of table.others.entries()) {
      // A few bytes can unpack to columns of millions of rows.
      table.weigh(standing.length, table.others.slice(i))
      const valueAt = await next(place)
      const column = table.columns[place]
      if (!column) continue
      for (let at = 0; at < standing.length; at++) put(column, cellValue(valueAt(standing[at])), table.rows + at)
    }
    table.admit(standing.length)
    first += count
    done = end
    if (table.room <= 0) break
  }
  await pause(options, file.size, file.size, table.rows)
}

/** Rows of a group that have what a row cannot stand without, as many as are wanted. */
async function standingRows(
  { required, columns, malformed, rows, room }: TableBuilder,
  count: number,
  first: number,
  next: (place: number) => Promise<(row: number) => unknown>
): Promise<Uint32Array> {
  const readers: ((row: number) => unknown)[] = []
  for (const { place } of required) readers.push(await next(place))
  const standing = new Uint32Array(Math.min(count, room))
  let stands = 0
  for (let row = 0; row < count && stands < room; row++) {
    const values = readers.map((valueAt) => cellValue(valueAt(row)))
    const at = required.findIndex(({ place }, i) => {
      const column = columns[place]
      return column !== null && !put(column, values[i], rows + stands)
    })
    if (at >= 0) {
      const { reason, quotes } = required[at]
      malformed.add(first + row + 1, reason, quotes ? plainText(String(values[at] ?? '')) : '')
    } else standing[stands++] = row
  }
  return standing.subarray(0, stands)
}

function put(column: ColumnBuilder, value: CellValue, row: number): boolean {
  if (typeof value === 'number') return column.number(value, row)
  if (value === null) return column.cell(NOTHING, 0, 0, row)
  const bytes = encoder.encode(String(value))
  return column.cell(bytes, 0, bytes.length, row)
}
