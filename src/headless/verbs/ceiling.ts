import { mostRowsOf, tellCeiling, type CeilingFlags } from '../ceiling.ts'
import { collect } from '../file-flags.ts'
import { shipCeilings } from '../ship-ceilings.ts'
import type { Verb } from './verb.ts'

export const ceiling: Verb = {
  name: 'ceiling',
  summary: 'says what the world knows of a scenario’s rows, and what a model that reads the columns can reach',
  declare(command) {
    command
      .argument('[lab]', 'a scenario or a lab.json')
      .usage('<scenario | lab.json> [flags]')
      .option('--set <knob=value>', 'changes a setting, by the name it has in a link; sim knobs lists them', collect)
      .option('--seed <number>', 'where all chance starts')
      .option('--rows <count>', 'how many rows')
      .option('--threads <count>', 'at most so many, eight in all; no result changes (default: one for each core)')
      .option('--most <rows>', 'rows of the largest fit (default: 800000)')
      .option(
        '--presets <file>',
        'works it out for every preset instead, into the JSON file that is shipped with the page'
      )
      .option('--json', 'one JSON event a line, the report last')
      .addHelpText(
        'after',
        [
          '',
          'Where the columns carry all that the truth uses, both ceilings are one. Elsewhere a model is fitted on',
          'the true probabilities of other requests of the training period, of 100,000 rows, then twice as many,',
          'until expected auc, prAuc and logLoss move by less than 2 % of their way from guessing,',
          'up to 800,000 rows. This is a bound from below.',
          '',
          'Examples:',
          '  sim ceiling ad-ctr --set wander=2',
          '  sim ceiling payment-fraud --seed 3 --json',
        ].join('\n')
      )
      .action((name: string | undefined, flags: CeilingFlags & { readonly presets?: string }) =>
        flags.presets === undefined ? tellCeiling(name, flags) : shipCeilings(flags.presets, mostRowsOf(flags.most))
      )
  },
}
