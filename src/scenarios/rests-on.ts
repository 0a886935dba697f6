import type { Words } from '../../datasets/dataset.ts'
import type { Preset } from './scenario.ts'

const WHERE = { validation: 'validation', test: 'test', window: 'a window of traffic' } as const

/** `Measured on 1,722 to 1,831 clicks in test.`: how many positives the numbers of a story rest on. */
export function restsOnText({ restsOn: { part, positives } }: Pick<Preset, 'restsOn'>, words: Words): string {
  const [fewest, most] = positives.map((count) => count.toLocaleString('en-US'))
  return `Measured on ${fewest} to ${most} ${words.positives} in ${WHERE[part]}, over the seeds 1 to 5.`
}
