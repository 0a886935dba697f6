import type { Words } from '../../datasets/dataset.ts'
import type { Preset } from './scenario.ts'

const WHERE = { validation: 'validation', test: 'test', window: 'a window of traffic' } as const

/** `Measured on 1,722 to 1,831 clicks in test, at the seeds 1 to 5.`: how many positives the numbers of a story rest on. */
export function restsOnText({ restsOn }: Pick<Preset, 'restsOn'>, words: Words): string {
  const { part, positives, seeds = 5 } = restsOn
  const counts = [...new Set(positives)].map((count) => count.toLocaleString('en-US')).join(' to ')
  return `Measured on ${counts} ${words.positives} in ${WHERE[part]}, at ${seeds === 1 ? 'seed 1' : `the seeds 1 to ${seeds}`}.`
}
