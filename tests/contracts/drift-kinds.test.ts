import { beforeAll, describe, expect, it } from 'vitest'
import type { World } from '../../datasets/dataset.ts'
import { datasetOf } from '../../datasets/index.ts'
import { bendWorld, driftKindOf, driftKinds } from '../../src/core/drift/kinds/index.ts'
import { defaultsOf } from '../../src/core/kernel/knobs.ts'
import type { Draw } from '../../src/core/kernel/table.ts'

const ROWS = { from: 0, to: 4000 }
const dataset = datasetOf('ad-ctr')
let world: World
let plain: Draw

beforeAll(() => {
  world = dataset.create(defaultsOf(dataset.knobs), 3)
  plain = world.draw(ROWS)
})

it('driftKindOf(nonsense) names the kinds there are', () => {
  expect(() => driftKindOf('nonsense')).toThrow(/^unknown drift: nonsense; expected one of .+/)
})

it('no two drift kinds share an id', () => {
  expect(new Set(driftKinds.map((kind) => kind.id)).size).toBe(driftKinds.length)
})

describe.each(driftKinds)('drift $id', (kind) => {
  const drawWith = (size: number, start: number) =>
    bendWorld(world, [{ kind: kind.id, shape: 'sudden', size, start, span: 1 }]).draw(ROWS)

  it('explains itself and what its size means', () => {
    expect(kind.help.length).toBeGreaterThan(40)
    expect(kind.sizeLabel).not.toBe('')
  })

  it('before its moment the world is as it was, byte for byte', () => {
    expect(drawWith(1, world.timeOf(ROWS.to) + 1)).toEqual(plain)
  })

  it('after its moment rows or their truth are others, and the truth is still a probability', () => {
    const bent = drawWith(1, 0)
    expect(bent).not.toEqual(plain)
    expect(bent.truth?.probability.every((p) => p > 0 && p < 1)).toBe(true)
  })

  it('the same drift gives the same bytes, drawn whole or in part', () => {
    const bent = bendWorld(world, [{ kind: kind.id, shape: 'gradual', size: 0.5, start: 0, span: 3600 }])
    const whole = bent.draw(ROWS)
    const part = bent.draw({ from: 2000, to: 2400 })
    expect(part.table.label).toEqual(whole.table.label.slice(2000, 2400))
    expect(part.truth?.probability).toEqual(whole.truth?.probability.slice(2000, 2400))
    expect(part.table.numeric).toEqual(whole.table.numeric.map((column) => column.slice(2000, 2400)))
  })
})
