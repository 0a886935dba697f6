import { describe, expect, it } from 'vitest'
import { fitEncoder } from '../../src/core/features/fit-encoder.ts'
import { allowedBy, defaultsOf, readSetting, type Knob } from '../../src/core/kernel/knobs.ts'
import { modelOf, models } from '../../src/core/models/index.ts'
import { isNetworkModel, networkModel } from '../../src/core/models/network-model.ts'
import { isTreesModel } from '../../src/core/models/trees-model.ts'
import { sizeOf } from '../../src/core/networks/network.ts'
import { smallTable } from '../core/features/small-table.ts'

const table = smallTable({
  numeric: { x: [1, 2, 3, NaN] },
  categorical: { a: [1, 1, 2, 0], b: [1, 2, 1, 2] },
  position: [1, 2, 3, 4],
})
const rows = Uint32Array.from([0, 1, 2, 3])

describe.each(models)('$id', (model) => {
  it('declares every knob with words, bounds and a default within them', () => {
    for (const [id, knob] of Object.entries<Knob>(model.knobs)) {
      expect(knob.label).not.toBe('')
      expect(knob.help.length).toBeGreaterThan(15)
      expect(knob.group, id).toBeTruthy()
      expect(readSetting(model.knobs, id, knob.default), allowedBy(knob)).toBe(knob.default)
    }
  })
})

describe.each(models.filter(isNetworkModel))('$id, a network,', (model) => {
  it('builds a network over what its encoder gives, at every choice and end of every knob', () => {
    for (const [id, knob] of Object.entries<Knob>(model.knobs))
      for (const value of endsOf(knob)) {
        const settings = { ...defaultsOf(model.knobs), minCount: 1, [id]: value } as Parameters<typeof model.network>[0]
        const encoder = fitEncoder(table, rows, model.features(settings, table.schema, [['a', 'b']]))
        const network = model.network(settings, encoder)
        expect(network.numeric).toBe(encoder.numeric.length)
        expect(network.fields.map((field) => field.id)).toEqual(encoder.fields.map((field) => field.id))
        expect(sizeOf(network)).toBeGreaterThan(1)
        const embedded = network.fields.map((field) => field.embedded)
        expect(embedded).toEqual([...embedded].sort((one, other) => Number(other) - Number(one)))
      }
  })

  it('hands its training knobs on as they are', () => {
    const changed = { rate: 0.02, decay: 'none', batchSize: 64, epochs: 3, l2: 0.00002, patience: 7 }
    const settings = { ...defaultsOf(model.knobs), ...changed } as unknown as Parameters<typeof model.training>[0]
    expect(model.training(settings)).toEqual({ ...changed, lazy: true })
    expect(model.training({ ...settings, optimiser: 'dense' })).toEqual({ ...changed, lazy: false })
  })
})

describe.each(models.filter(isTreesModel))('$id, trees,', (model) => {
  it('boosts by finite settings, at every choice and end of every knob', () => {
    for (const [id, knob] of Object.entries<Knob>(model.knobs))
      for (const value of endsOf(knob)) {
        const settings = { ...defaultsOf(model.knobs), [id]: value } as Parameters<typeof model.boosting>[0]
        const { rounds, eta, bins, rowShare, columnShare } = model.boosting(settings, table.schema)
        for (const setting of [rounds, eta, bins, rowShare, columnShare]) expect(setting, id).toBeGreaterThan(0)
      }
  })
})

it('modelOf says which models there are', () => {
  const ids = models.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(['logistic', 'gbdt', 'fm', 'mlp', 'dcn-v2']))
  expect(() => modelOf('nope')).toThrow(new Error(`unknown model: nope; expected one of ${ids.join(', ')}`))
})

it('logistic regression takes the true crosses of the world when asked', () => {
  const model = networkModel(modelOf('logistic'))
  const settings = { ...defaultsOf(model.knobs), crosses: 'true' } as Parameters<typeof model.features>[0]
  expect(model.features(settings, table.schema, [['a', 'b']]).crosses).toEqual([['a', 'b']])
  expect(model.features(defaultsOf(model.knobs), table.schema, [['a', 'b']]).crosses).toEqual([])
})

it('dcn-v2 refuses a network with neither cross layers nor hidden ones', () => {
  const model = networkModel(modelOf('dcn-v2'))
  const given = { ...defaultsOf(model.knobs), crossLayers: 0, hidden: 'none' }
  const settings = given as unknown as Parameters<typeof model.network>[0]
  const encoder = fitEncoder(table, rows, model.features(settings, table.schema, []))
  expect(() => model.network(settings, encoder)).toThrow(/invalid hidden layers: none/)
})

function endsOf(knob: Knob): readonly (number | string | boolean)[] {
  if (knob.type === 'switch') return [true, false]
  return knob.type === 'choice' ? knob.options.map((option) => option.value) : [knob.min, knob.max]
}
