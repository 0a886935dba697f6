import type { Importer } from '../import.ts'
import { readCsv } from './read.ts'
import { sampleCsv } from './sample.ts'

/** Text with a delimiter: RFC 4180 and what passes for it. */
export const csv: Importer = {
  id: 'csv',
  claims: () => true,
  sample: sampleCsv,
  read: readCsv,
}
