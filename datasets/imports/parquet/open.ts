import type { FileMetaData } from 'hyparquet'
import { MOST_COLUMNS, MOST_UNPACKED_BYTES, tooManyColumns } from '../limits.ts'
import { readBytes } from '../read-bytes.ts'
import { isCodec } from './codecs.ts'
import { leavesOf, type Leaf } from './leaves.ts'
import { parsers } from './values.ts'

export interface OpenParquet {
  readonly metadata: FileMetaData
  readonly leaves: readonly Leaf[]
  readonly rows: number
}

/** Bytes of a footer that describes a thousand columns of a thousand row groups. */
const MOST_FOOTER_BYTES = 256 << 20
const TRAILER_BYTES = 8

/** Reads the footer. @throws one line where it is broken, or promises more than can be read */
export async function openParquet(file: Blob): Promise<OpenParquet> {
  const metadata = await footerOf(file)
  const leaves = columnsOf(metadata)
  if (leaves.length > MOST_COLUMNS) throw tooManyColumns(leaves.length)
  let unpacked = 0
  for (const group of metadata.row_groups)
    for (const { meta_data: chunk } of group.columns) {
      if (!chunk?.path_in_schema?.length) throw broken('a column chunk has no description')
      if (!isCodec(chunk.codec))
        throw new Error(
          `compressed with ${chunk.codec}; expected Parquet that is uncompressed or compressed with snappy, gzip or zstd`
        )
      const [packed, size] = [Number(chunk.total_compressed_size), Number(chunk.total_uncompressed_size)]
      const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset)
      if (!(packed >= 0 && size >= 0 && start >= 0 && start + packed <= file.size))
        throw broken(`column ${chunk.path_in_schema[0]} lies outside the file`)
      unpacked += size
    }
  if (unpacked > MOST_UNPACKED_BYTES)
    throw new Error(
      `too large: unpacks to ${(unpacked / 1e9).toFixed(1)} GB; expected at most ${MOST_UNPACKED_BYTES / 1e9} GB`
    )
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0)
  if (!(rows >= 0) || Number(metadata.num_rows) !== rows) throw broken('its row groups do not add up')
  return { metadata, leaves, rows }
}

/** How the lines of `broken` begin. */
export const BROKEN = 'a broken Parquet file: '

export function broken(why: string, cause?: unknown): Error {
  return new Error(`${BROKEN}${why.split('\n')[0].slice(0, 120)}`, { cause })
}

function columnsOf(metadata: FileMetaData): readonly Leaf[] {
  try {
    return leavesOf(metadata)
  } catch (cause) {
    throw broken((cause as Error).message, cause)
  }
}

async function footerOf(file: Blob): Promise<FileMetaData> {
  const trailer = await readBytes(file, Math.max(0, file.size - TRAILER_BYTES), file.size)
  const view = new DataView(trailer.buffer)
  if (file.size < 12 || String.fromCharCode(...trailer.subarray(4)) !== 'PAR1')
    throw broken('it does not end in PAR1; was it cut off?')
  const length = view.getUint32(0, true)
  if (length > file.size - TRAILER_BYTES - 4 || length > MOST_FOOTER_BYTES)
    throw broken(`its footer of ${length} bytes does not fit in ${file.size}`)
  const footer = await readBytes(file, file.size - TRAILER_BYTES - length, file.size)
  const { parquetMetadata } = await import('hyparquet')
  try {
    return parquetMetadata(footer, { parsers, geoparquet: false })
  } catch (cause) {
    throw broken('its footer cannot be read', cause)
  }
}
