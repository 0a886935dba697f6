import { addFileFlags, type FileFlags } from '../file-flags.ts'
import { inspectOwn } from '../inspection.ts'
import type { Verb } from './verb.ts'

export const inspect: Verb = {
  name: 'inspect',
  summary: 'says how a CSV or Parquet file would be read: label, columns, what is assumed and what is left out',
  declare(command) {
    command
      .argument('<file>', 'a file of rows, or a lab.json with --file')
      .option('--file <path>', 'the rows of a lab.json')
      .option('--json', 'as one line of JSON')
    addFileFlags(command).action((name: string, flags: FileFlags & { readonly json?: boolean }) =>
      inspectOwn(name, flags)
    )
  },
}
