import { listKnobs, type KnobFlags } from '../knob-list.ts'
import type { Verb } from './verb.ts'

export const knobs: Verb = {
  name: 'knobs',
  summary: 'lists every setting that --set takes: its default, what it allows and what it does',
  declare(command) {
    command
      .argument('[lab]', 'a scenario or a lab.json')
      .argument('[word]', 'only those with this word in their name or help')
      .option('--models <list>', 'whose settings; those of the lab where left out')
      .option('--json', 'one knob a line')
      .action((name: string | undefined, word: string | undefined, flags: KnobFlags) => listKnobs(name, word, flags))
  },
}
