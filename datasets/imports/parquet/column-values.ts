import type { DecodedArray, FileMetaData } from 'hyparquet'
import { readBytes } from '../read-bytes.ts'
import { checkPages } from './check-pages.ts'
import { isCodec } from './codecs.ts'
import type { Leaf } from './leaves.ts'
import { BROKEN, broken } from './open.ts'
import { parsers } from './values.ts'

/** Rows `0` … `rows − 1` of one column in one row group. */
export interface ColumnAsk {
  readonly metadata: FileMetaData
  readonly group: number
  readonly leaf: Leaf
  readonly rows: number
}

/** Values of a column one after another. @throws one line where its bytes do not hold what they promise */
export async function columnValues(
  file: Blob,
  { metadata, group, leaf, rows }: ColumnAsk
): Promise<(row: number) => unknown> {
  const { name, isOptional } = leaf
  const groups = metadata.row_groups
  const chunk = groups[group].columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === name)?.meta_data
  if (!chunk) throw broken(`column ${name} is missing from row group ${group + 1}`)
  const from = Number(chunk.dictionary_page_offset || chunk.data_page_offset)
  const bytes = await readBytes(file, from, from + Number(chunk.total_compressed_size))
  if (!isCodec(chunk.codec)) throw broken(`column ${name} is packed as ${chunk.codec}`)
  const unpack = await checkPages(bytes, {
    name,
    isOptional,
    isBoolean: chunk.type === 'BOOLEAN',
    codec: chunk.codec,
    rows: Number(groups[group].num_rows),
    bytes: Number(chunk.total_uncompressed_size),
  })

  const { parquetRead } = await import('hyparquet')
  const rowStart = groups.slice(0, group).reduce((sum, one) => sum + Number(one.num_rows), 0)
  const found: DecodedArray[] = []
  try {
    await parquetRead({
      file: {
        byteLength: file.size,
        slice: (start: number, end = file.size) => bytes.buffer.slice(start - from, end - from),
      },
      metadata,
      columns: [name],
      rowStart,
      rowEnd: rowStart + rows,
      parsers,
      compressors: { [chunk.codec]: unpack },
      onChunk: ({ columnData }: { columnData: DecodedArray }) => void found.push(columnData),
    })
  } catch (cause) {
    if ((cause as Error).message.startsWith(BROKEN)) throw cause
    throw broken(`column ${name} cannot be read: ${(cause as Error).message}`, cause)
  }
  const read = found.reduce((sum, part) => sum + part.length, 0)
  if (read < rows) throw broken(`column ${name} holds ${read} values for ${rows} rows`)
  return inTurn(found)
}

/** Rows must be asked for in ascending order. */
function inTurn(parts: readonly DecodedArray[]): (row: number) => unknown {
  let part = 0
  let start = 0
  return (row) => {
    while (row - start >= parts[part].length) start += parts[part++].length
    return parts[part][row - start]
  }
}
