import { describe, expect, it } from 'vitest'
import { datasetOf, datasets } from '../../datasets/index.ts'
import { bendWorld, driftKindOf, driftKinds } from '../../src/core/drift/kinds/index.ts'
import { defaultsOf } from '../../src/core/kernel/knobs.ts'

const ROWS = { from: 0, to: 4000 }

it('driftKindOf(nonsense) names the kinds there are', () => {
  expect(() => driftKindOf('nonsense')).toThrow(/^unknown drift: nonsense; expected one of .+/)
})

it('no two drift kinds share an id', () => {
  expect(new Set(driftKinds.map((kind) => kind.id)).size).toBe(driftKinds.length)
})

it.each(driftKinds)('drift $id explains itself and what its size means, and pulls its lever alone', (kind) => {
  expect(kind.help.length).toBeGreaterThan(40)
  expect(kind.sizeLabel).not.toBe('')
  expect(Object.keys(kind.bend(1))).toEqual([kind.lever])
})

it.each(driftKinds)('drift $id comes over some world', ({ lever }) => {
  expect(datasets.some(({ levers }) => levers.some((each) => each === lever))).toBe(true)
})

const drifting = await Promise.all(
  datasets
    .map(({ id }) => datasetOf(id))
    .filter(({ levers }) => levers.length > 0)
    .map(async (dataset) => ({
      id: dataset.id,
      dataset,
      world: await dataset.create(defaultsOf(dataset.knobs), 3),
    }))
)

describe.each(drifting)('world $id', ({ dataset, world }) => {
  const plain = world.draw(ROWS)

  describe.each(driftKinds.filter(({ lever }) => dataset.levers.includes(lever)))('under drift $id', (kind) => {
    const drawWith = (size: number, start: number) =>
      bendWorld(world, [{ kind: kind.id, shape: 'sudden', size, start, span: 1 }]).draw(ROWS)

    it('is as it was before its moment, byte for byte', () => {
      expect(drawWith(1, world.timeOf(ROWS.to) + 1)).toEqual(plain)
    })

    it('has other rows or another truth after it, and the truth is still a probability', () => {
      const bent = drawWith(1, 0)
      expect(bent).not.toEqual(plain)
      expect(bent.truth?.probability.every((p) => p > 0 && p < 1)).toBe(true)
    })

    it('gives the same bytes for the same drift, drawn whole or in part', () => {
      const bent = bendWorld(world, [{ kind: kind.id, shape: 'gradual', size: 0.5, start: 0, span: 3600 }])
      const whole = bent.draw(ROWS)
      const part = bent.draw({ from: 2000, to: 2400 })
      expect(part.table.label).toEqual(whole.table.label.slice(2000, 2400))
      expect(part.truth?.probability).toEqual(whole.truth?.probability.slice(2000, 2400))
      expect(part.table.numeric).toEqual(whole.table.numeric.map((column) => column.slice(2000, 2400)))
    })
  })
})
