import { engines } from '../../core/engines/index.ts'
import { models } from '../../core/models/index.ts'
import { scenarios } from '../../scenarios/stories/index.ts'
import { addFileFlags } from '../file-flags.ts'
import { addLabFlags, LAB_USAGE } from '../lab-flags.ts'
import { runLab, type RunFlags } from '../run.ts'
import type { Verb } from './verb.ts'

export const run: Verb = {
  name: 'run',
  summary: 'trains models on the rows of a scenario or of a file, and reports their metrics on test rows',
  declare(command) {
    addLabFlags(command.argument('[lab]').usage(LAB_USAGE))
      .option('--models <list>', `those to train: ${models.map(({ id }) => id).join(', ')}`)
      .option(
        '--engine <name>',
        'what does the arithmetic of networks; auto takes what repeats bit for bit, and says why (default: fused)'
      )
      .option('--threads <count>', 'at most so many, eight in all; no result changes (default: one for each core)')
      .option('--ceiling', 'works out what these columns can reach, where it is not shipped: minutes')
      .option('--out <folder>', 'keeps report.json, lab.json and the predictions of each model')
      .option('--json', 'one JSON event a line, the report last')
    addFileFlags(command)
    command
      .addHelpText(
        'after',
        [
          '',
          `Scenarios: ${scenarios.map(({ id }) => id).join(', ')}.`,
          `Engines: auto, ${engines.map(({ id }) => id).join(', ')}.`,
          'Lists of columns have commas between their names: \'"a,b",c\' is two columns.',
          'What was not chosen is named on stderr, with the flag that changes it; a choice that',
          'cannot be guessed is asked for, and nothing is trained.',
          '',
          'Examples:',
          '  sim run ad-ctr --set baseRate=0.001 --models logistic,dcn-v2 --json',
          '  sim run rows.csv --label fraud --positive yes --time timestamp --ignore id',
          '  sim run lab.json --file rows.csv',
        ].join('\n')
      )
      .action((name: string | undefined, flags: RunFlags) => runLab(name, flags))
  },
}
