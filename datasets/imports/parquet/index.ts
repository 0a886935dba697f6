import type { Importer } from '../import.ts'
import { readParquet } from './read.ts'
import { sampleParquet } from './sample.ts'

const MAGIC = 'PAR1'

/** Parquet by hyparquet, flat columns, uncompressed or packed by snappy, gzip or zstd. */
export const parquet: Importer = {
  id: 'parquet',
  claims: (head) => String.fromCharCode(...head.subarray(0, MAGIC.length)) === MAGIC,
  sample: sampleParquet,
  read: readParquet,
}
