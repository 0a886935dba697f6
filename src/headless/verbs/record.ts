import { recordRace } from '../record.ts'
import type { Verb } from './verb.ts'

export const record: Verb = {
  name: 'record',
  summary: 'trains a scenario’s default models and writes what the page plays before anything is trained there',
  declare(command) {
    command
      .argument('<file>', 'the JSON file to write')
      .argument('[scenario]')
      .action((path: string, scenario: string | undefined) => recordRace(path, scenario))
  },
}
