import { fileColumns } from './columns.ts'
import type { FileFormat } from './file-format.ts'

/** Parquet by hyparquet-writer: reals as DOUBLE, whole numbers as INT32, missing as null. */
export const parquet = {
  id: 'parquet',
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  async write(draw, rows) {
    const { parquetWriteBuffer } = await import('hyparquet-writer')
    const columnData = fileColumns(draw).map(({ name, type, value }) => ({
      name,
      type: type === 'real' ? ('DOUBLE' as const) : ('INT32' as const),
      nullable: true,
      data: Array.from(rows, value),
    }))
    return new Uint8Array(parquetWriteBuffer({ columnData }))
  },
} as const satisfies FileFormat
