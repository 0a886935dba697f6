import { describe, expect, test } from 'vitest'
import { datasetOf } from '../../datasets/index.ts'
import { decisionKnobsFor } from '../../src/core/decisions/knobs.ts'
import type { Knob, Knobs } from '../../src/core/kernel/knobs.ts'
import { metrics } from '../../src/core/metrics/index.ts'
import { models } from '../../src/core/models/index.ts'
import { splitKnobsFor } from '../../src/core/training/split-knobs.ts'
import { sectionsOf } from '../../src/scenarios/sections/of-scenario.ts'
import { scenarios } from '../../src/scenarios/stories/index.ts'
import { allViews } from '../../src/views/loading.ts'

/** Words of other scenarios' rows, and of rows that nobody knows ahead. */
const FRAUD = /fraud|chargeback|payment|merchant|terminal|genuine|analyst|good customer/i
const ADS = /click|impression|slate|campaign|advert|upstream service/i
/** By dataset; a world of other rows has none of these words. */
const FOREIGN: Readonly<Record<string, readonly RegExp[]>> = {
  'ad-ctr': [FRAUD],
  'payment-fraud': [ADS],
  'fraud-handbook': [ADS],
  'own-data': [FRAUD, ADS],
}
/** Pictures of one dataset's rows alone. */
const ONLY_IN: Readonly<Record<string, string>> = { position: 'ad-ctr', published: 'fraud-handbook' }

function textsOf(knobs: Knobs): string[] {
  return Object.values(knobs).flatMap((knob: Knob) => [
    `${knob.label}: ${knob.help}`,
    ...(knob.type === 'choice' ? knob.options.map(({ label, help = '' }) => `${label}: ${help}`) : []),
    ...(knob.type === 'number' && knob.auto ? [knob.auto] : []),
  ])
}

const views = await allViews()

describe.each(scenarios)('what $id says', (scenario) => {
  /** Metrics are read with the scenario's own below. */
  const knobs = sectionsOf(scenario).map((section) => ({ ...section.knobs(scenario) }))
  const texts = [
    ...knobs.flatMap(({ metric: _, ...rest }) => textsOf(rest)),
    ...models.flatMap(({ label, help, knobs }) => [`${label}: ${help}`, ...textsOf(knobs)]),
    ...metrics.filter(({ id }) => scenario.metrics.includes(id)).map(({ label, help }) => `${label}: ${help}`),
    ...views
      .filter(({ id }) => (ONLY_IN[id] ?? scenario.dataset) === scenario.dataset)
      .map(({ label, help }) => `${label}: ${help}`),
  ]

  test('has no word of rows that it has not', () => {
    const foreign = FOREIGN[scenario.dataset] ?? [FRAUD, ADS]
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter((text) => foreign.some((words) => words.test(text)))).toEqual([])
  })
})

test('decisionKnobsFor(dataset) says what a decision costs in its own words, and in none for a file', () => {
  const falseAlarm = (id: string) => decisionKnobsFor(datasetOf(id)).falseAlarm.help
  expect(falseAlarm('payment-fraud')).toMatch(/^What it costs to act on a negative.*customer/)
  expect(falseAlarm('ad-ctr')).toMatch(/^What it costs to act on a negative.*ad/)
  expect(falseAlarm('own-data')).toBe('What it costs to act on a negative as if it were a positive.')
})

test('the help of the prequential split says that validation lies before training', () => {
  const { options } = splitKnobsFor({}).split
  expect(options.find(({ value }) => value === 'prequential')!.help).toMatch(/Validation is before training/)
})
