import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../../datasets/index.ts'
import { explainRefusal, fieldText, readField } from '../../../src/controls/format.ts'
import { fromPlace, LOG_STEPS, toPlace } from '../../../src/controls/scale.ts'
import { models } from '../../../src/core/models/index.ts'
import { formatSetting } from '../../../src/core/kernel/words.ts'
import { defaultsOf, readSetting, type Knob, type NumberKnob } from '../../../src/core/kernel/knobs.ts'
import { driftKnobs } from '../../../src/scenarios/sections/drift.ts'

const all: [string, Knob][] = [
  ...datasets.flatMap((dataset) => Object.entries<Knob>(dataset.knobs)),
  ...models.flatMap((model) => Object.entries<Knob>(model.knobs)),
  ...Object.entries<Knob>(driftKnobs),
]
const numbers = all.filter((entry): entry is [string, NumberKnob] => entry[1].type === 'number')

describe.each(numbers)('the slider of %s', (_, knob) => {
  it('fromPlace stays within the knob and reaches both ends', () => {
    if (knob.scale !== 'log') return expect(fromPlace(knob, knob.max)).toBe(knob.max)
    expect([fromPlace(knob, 0), fromPlace(knob, LOG_STEPS)]).toEqual([knob.min, knob.max])
    for (let place = 0; place <= LOG_STEPS; place++) {
      const value = fromPlace(knob, place)
      expect(value).toBeGreaterThanOrEqual(knob.min)
      expect(value).toBeLessThanOrEqual(knob.max)
    }
  })

  it('toPlace puts every allowed value on the slider', () => {
    fc.assert(
      fc.property(fc.double({ min: knob.min, max: knob.max, noNaN: true }), (value) => {
        const place = toPlace(knob, value)
        const [low, high] = knob.scale === 'log' ? [0, LOG_STEPS] : [knob.min, knob.max]
        expect(place).toBeGreaterThanOrEqual(low)
        expect(place).toBeLessThanOrEqual(high)
      }),
      { seed: 6, numRuns: 50 }
    )
  })

  it('readField(fieldText(default)) is the default, or the least value where the default is no number', () => {
    const value = knob.default === 'auto' ? knob.min : knob.default
    expect(readField(knob, fieldText(knob, value))).toBe(value)
  })
})

describe('formatSetting', () => {
  it('says a value as people read it', () => {
    const share = numbers.find(([id]) => id === 'baseRate')?.[1]
    if (!share) throw new Error('no base rate')
    expect(formatSetting(share, 0.001)).toBe('0.1 %')
    expect(formatSetting(driftKnobs.span, 2 * 86_400)).toBe('2 days')
    expect(formatSetting(driftKnobs.shape, 'sudden')).toBe('sudden')
  })

  it('readField tells thousands from decimals', () => {
    const rows = numbers.find(([id]) => id === 'rows')?.[1]
    if (!rows) throw new Error('no rows')
    expect(readField(rows, '1,000,000')).toBe(1_000_000)
    expect(readField(rows, ' 20000 ')).toBe(20_000)
    expect(readField(rows, 'many')).toBeNaN()
  })
})

describe('explainRefusal', () => {
  const [{ knobs }] = datasets
  const refusal = (id: string, value: unknown): string => {
    try {
      return String(readSetting(knobs, id, value))
    } catch (error) {
      return explainRefusal((error as Error).message, knobs)
    }
  }

  it('says a refused setting in the words and units of its control', () => {
    expect(refusal('baseRate', 0.5)).toBe('Base rate: 50 % is not 0.01 to 20 %.')
    expect(refusal('rows', 'many')).toBe('Rows: many is not a whole number from 10,000 to 2,000,000.')
    expect(refusal('loggingPolicy', 'x')).toBe('Logging policy: x is not one of random, popularity, relevance.')
  })

  it('says why a world refuses together what each knob allows', async () => {
    const settings = { ...defaultsOf(datasets[0].knobs), baseRate: 0.2, positionBias: 1 }
    await expect(datasets[0].create(settings, 1)).rejects.toThrow(/^invalid baseRate/)
    const line =
      'invalid baseRate: 0.2; expected at most 0.172, the share of impressions examined at this position bias'
    expect(explainRefusal(line, knobs)).toBe(
      'Base rate: 20 % is more than these settings allow together; at most 17.2 %, the share of impressions examined at this position bias.'
    )
  })

  it('leaves any other line as it is', () => {
    expect(explainRefusal('out of memory', knobs)).toBe('out of memory')
    expect(explainRefusal('invalid constructor: 1; expected 2', knobs)).toBe('invalid constructor: 1; expected 2')
  })
})
