import { fileFormats } from '../../../datasets/exports/index.ts'
import { exportRows, type ExportFlags } from '../export.ts'
import { addFileFlags } from '../file-flags.ts'
import { addLabFlags, LAB_USAGE } from '../lab-flags.ts'
import type { Verb } from './verb.ts'

export const exportVerb: Verb = {
  name: 'export',
  summary: 'writes the rows that a run with the same seed uses, with the true probability where it is known',
  declare(command) {
    addLabFlags(command.argument('[lab]').usage(LAB_USAGE))
      .option('--from <row>', 'instead of three parts, --rows rows of the same endless table from this one on')
      .option('--out <folder>', 'where train, validation and test are written')
      .option('--format <name>', fileFormats.map(({ id }) => id).join(' or '), 'csv')
    addFileFlags(command).action((name: string | undefined, flags: ExportFlags) => exportRows(name, flags))
  },
}
