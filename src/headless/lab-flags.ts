import type { Command } from 'commander'
import { collect } from './file-flags.ts'

export const LAB_USAGE = '<scenario | lab.json | FILE> [flags]'

/** The flags of every verb that takes a lab. */
export function addLabFlags(command: Command): Command {
  return command
    .option('--set <knob=value>', 'changes a setting, by the name it has in a link; sim knobs lists them', collect)
    .option('--seed <number>', 'where all chance starts: the same seed gives the same rows and results')
    .option('--rows <count>', 'how many rows')
    .option('--file <path>', 'the rows of a lab.json that is on a file of your own')
}
