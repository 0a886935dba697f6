import { beforeAll, describe, expect, it } from 'vitest'
import { datasetOf } from '../../datasets/index.ts'
import { fitEncoder } from '../../src/core/features/fit-encoder.ts'
import { defaultsOf } from '../../src/core/kernel/knobs.ts'
import { Random } from '../../src/core/kernel/random.ts'
import type { Table } from '../../src/core/kernel/table.ts'
import { modelOf, models } from '../../src/core/models/index.ts'
import { initialState } from '../../src/core/networks/initial.ts'
import { sizeOf } from '../../src/core/networks/network.ts'

const ROWS = 2000
const dataset = datasetOf('ad-ctr')
let table: Table

beforeAll(() => {
  table = dataset.create(defaultsOf(dataset.knobs), 3).draw({ from: 0, to: ROWS }).table
})

it('modelOf(nonsense) names the models there are', () => {
  expect(() => modelOf('nonsense')).toThrow(
    `unknown model: nonsense; expected one of ${models.map((m) => m.id).join(', ')}`
  )
})

it('no two models share an id', () => {
  expect(new Set(models.map((model) => model.id)).size).toBe(models.length)
})

describe.each(models)('model $id', (model) => {
  const settings = defaultsOf(model.knobs)
  const rows = Uint32Array.from({ length: ROWS }, (_, row) => row)
  const encoderWith = (chosen: typeof settings) =>
    fitEncoder(table, rows, model.features(chosen, table.schema, dataset.crosses ?? []))

  it('explains itself and every knob', () => {
    const words = [model.help, ...Object.values(model.knobs).flatMap((knob) => [knob.label, knob.help])]
    expect(words.filter((text) => text.trim().length < 2)).toEqual([])
  })

  it('network(defaults) reads just what its encoder gives', () => {
    const encoder = encoderWith(settings)
    const network = model.network(settings, encoder)
    expect(network.numeric).toBe(encoder.numeric.length)
    expect(network.fields.map(({ id, vocabulary }) => ({ id, vocabulary }))).toEqual(
      encoder.fields.map(({ id, vocabulary }) => ({ id, vocabulary }))
    )
    expect(sizeOf(network)).toBeGreaterThan(1)
  })

  it('its first weights are finite and the same for the same seed', () => {
    const network = model.network(settings, encoderWith(settings))
    const first = initialState(network, Random.of(5), 0.03).weights
    expect(first.every(Number.isFinite)).toBe(true)
    expect(initialState(network, Random.of(5), 0.03).weights).toEqual(first)
  })

  it('every choice and every end of a knob gives a network and a training', () => {
    for (const [id, knob] of Object.entries(model.knobs)) {
      const ends =
        knob.type === 'choice'
          ? knob.options.map((option) => option.value)
          : knob.type === 'switch'
            ? [false, true]
            : [knob.min, knob.max]
      for (const end of ends) {
        const chosen = { ...settings, [id]: end } as typeof settings
        expect.soft(sizeOf(model.network(chosen, encoderWith(chosen))), `${id} ${end}`).toBeGreaterThan(1)
        const { rate, batchSize, epochs } = model.training(chosen)
        expect.soft(Math.min(rate, batchSize, epochs), `${id} ${end}`).toBeGreaterThan(0)
      }
    }
  })
})
