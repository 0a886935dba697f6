import { describe, expect, test } from 'vitest'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { planOf } from '../../../datasets/imports/plan-of.ts'
import { sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { csvOf } from './files.ts'

/** A file whose first column shifts the logit of a label as given. */
function fileOf(name: string, { rows = 5000, seed = 1, draw, shift }: Shape & { rows?: number; seed?: number }): Blob {
  const random = Random.of(seed)
  const body = Array.from({ length: rows }, () => {
    const value = draw(random)
    return `${value},${random.normal().toFixed(3)},${random.uniform() < sigmoid(shift(value) - 2) ? 1 : 0}`
  })
  return csvOf(`${name},x,label`, ...body)
}

interface Shape {
  readonly draw: (random: Random) => number
  readonly shift: (value: number) => number
}

const CODES = [0, 2, -1, 1, -2, 0.5]
const STATES = [-0.4, -0.2, -0.45, 0.75, 2.1, 2.4, 2, 1.5, 1.8, 2, 1.7]
const codes: Shape = { draw: (random) => random.below(6), shift: (value) => CODES[value] }

describe('columns of few whole numbers become categories', () => {
  test.each<[string, string, Shape, string]>([
    ['codes', 'v', codes, '6 values, and the share of positives by value lies on no straight line'],
    [
      'many codes',
      'v',
      { draw: (random) => random.below(20), shift: (v) => CODES[(7 * v) % 6] },
      '20 values, and the share of positives by value lies on no straight line',
    ],
    [
      'states from −2 to 8',
      'pay',
      {
        draw: (random) => [-2, -1, -1, 0, 0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8][random.below(16)],
        shift: (v) => STATES[v + 2],
      },
      '11 values, and the share of positives by value lies on no straight line',
    ],
    [
      'months',
      'month',
      { draw: (random) => 1 + random.below(12), shift: () => 0 },
      '12 values, and its name says codes',
    ],
    [
      'days of the week',
      'day_of_week',
      { draw: (random) => random.below(7), shift: () => 0 },
      '7 values, and its name says codes',
    ],
    ['a type', 'job_type', { draw: (random) => random.below(4), shift: () => 0 }, '4 values, and its name says codes'],
    [
      'a zip code',
      'zip',
      { draw: (random) => 10_000 + random.below(400), shift: () => 0 },
      '400 values, and its name says codes',
    ],
  ])('%s, with the reason', async (_, name, shape, why) => {
    const found = await inspectFile(fileOf(name, shape))
    expect(found.plan.columns[0]).toMatchObject({ role: 'feature', type: 'categorical' })
    expect(found.assumptions).toContainEqual({
      about: 'type',
      column: name,
      text: `${name} is taken as categories: whole numbers of ${why}`,
      asks: false,
      flag: `--numeric ${name}`,
    })
    for (const type of ['numeric', 'categorical'] as const) {
      const chosen = planOf(found, { columns: [{ name, type }] })
      expect(chosen.plan.columns[0].type).toBe(type)
      expect(chosen.assumptions.filter(({ column }) => column === name)).toEqual([])
    }
  })

  test.each<[string, string, Shape]>([
    ['a line', 'v', { draw: (random) => random.below(8), shift: (v) => 0.4 * (v - 4) }],
    ['nothing', 'v', { draw: (random) => random.below(8), shift: () => 0 }],
    [
      'a count whose logarithm counts',
      'v',
      { draw: (random) => Math.floor(10 * random.uniform() * random.uniform()), shift: (v) => Math.log2(1 + v) / 2 },
    ],
    ['many values that only rise', 'v', { draw: (random) => random.below(30), shift: (v) => (v < 6 ? v / 3 : 2) - 1 }],
    ['an age', 'age', { draw: (random) => 18 + random.below(12), shift: (v) => Math.abs(v - 24) / 2 }],
    ['two values', 'v', { draw: (random) => random.below(2), shift: (v) => v }],
  ])('and %s stays a number', async (_, name, shape) => {
    for (let seed = 1; seed <= 8; seed++) {
      const { plan, assumptions } = await inspectFile(fileOf(name, { ...shape, seed }))
      expect(plan.columns[0].type).toBe('numeric')
      expect(assumptions.filter(({ about }) => about === 'type')).toEqual([])
    }
  })

  test('of too few rows to tell stay numbers', async () => {
    expect((await inspectFile(fileOf('v', { ...codes, rows: 100 }))).plan.columns[0].type).toBe('numeric')
  })
})
