import { beforeAll, describe, expect, test } from 'vitest'
import { datasetOf } from '../../../datasets/index.ts'
import { estimate } from '../../../src/core/ceiling/estimate.ts'
import { ceilingKey } from '../../../src/core/ceiling/key.ts'
import { otherRequests } from '../../../src/core/ceiling/others.ts'
import { shippedCeiling } from '../../../src/core/ceiling/shipped.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { createLab, type ColumnCeiling, type DataSummary } from '../../../src/core/lab.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { presetLabs } from '../../../src/headless/ship-ceilings.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { choiceOf, recipeOf } from '../../../src/scenarios/recipe.ts'

const document = defaultDocument('ad-ctr')
const choice = choiceOf(document)
const small = (wander: number) => ({
  ...document,
  world: { ...document.world, rows: 10_000, cardinality: 0.05, baseRate: 0.1, wander },
})

describe('columnCeiling(recipe)', () => {
  const recipe = recipeOf(small(2))
  let data: DataSummary
  let ceiling: ColumnCeiling

  beforeAll(async () => {
    const lab = createLab(nodeHost)
    data = await lab.tables.prepare(recipe, choice)
    ceiling = await lab.tables.columnCeiling(recipe, choice, { mostRows: 6_000 })
  })

  test('lies between guessing and what the world knows, and says on how many rows it rests', () => {
    const test = data.test!
    expect(data.test!.columns).toBeUndefined()
    expect(ceiling).toMatchObject({ rows: 6_000 })
    for (const key of ['auc', 'prAuc', 'logLoss'] as const) {
      const [none, columns, world] = [test.trivial, ceiling.test!, test.ceiling!].map(({ expected }) => expected[key]!)
      expect((columns - none) / (world - none)).toBeGreaterThan(0.15)
      expect((columns - none) / (world - none)).toBeLessThan(0.97)
    }
    expect(ceiling.test!.expected.calibrationError ?? null).toBeNull()
  })

  test('gives the same digits again, and is remembered by the table’s next description', async () => {
    const lab = createLab(nodeHost)
    expect(await lab.tables.columnCeiling(recipe, choice, { mostRows: 6_000 })).toEqual(ceiling)
    const again = await lab.tables.prepare(recipe, choice)
    expect(again.test!.columns).toEqual({ rows: 6_000, settled: ceiling.settled, measured: ceiling.test })
  })

  test('asks for time after each word and each pause, so that a worker is not taken for dead', async () => {
    const said: string[] = []
    const busy = (reason: string, limitMs: number) => said.push(limitMs >= 60_000 ? 'patience' : reason)
    const reaching = () => said.push('word')
    const yieldToMessages = async () => void said.push('pause')
    await createLab({ ...nodeHost, busy, reaching, yieldToMessages }).tables.columnCeiling(recipe, choice, {
      mostRows: 6_000,
    })
    const fitting = said.slice(said.indexOf('word'))
    expect(fitting).toContain('pause')
    fitting.forEach((what, i) => what !== 'patience' && expect(fitting[i + 1]).toBe('patience'))
  })

  test('is what the world knows where the columns carry all of the truth, and nothing is fitted', async () => {
    const lab = createLab({ ...nodeHost, reaching: () => expect.unreachable('no fit is needed') })
    const open = recipeOf(small(0))
    const { rows, settled, test } = await lab.tables.columnCeiling(open, choice)
    const known = (await lab.tables.prepare(open, choice)).test!
    expect({ rows, settled }).toEqual({ rows: null, settled: true })
    expect(test).toEqual(known.ceiling)
    expect(known.columns!.measured).toEqual(known.ceiling)
  })

  test('is refused where nobody knows the truth', async () => {
    const handbook = recipeOf({ ...defaultDocument('fraud-handbook') })
    await expect(createLab(nodeHost).tables.columnCeiling(handbook, choice)).rejects.toThrow(
      /^no best possible value: the true probabilities/
    )
  })
})

test('estimate(job) doubles its rows until two fits agree within 2 % of the way, else to the most there may be', async () => {
  const world = await datasetOf('ad-ctr').create(small(2).world as never, 1)
  const values = [0.8, 0.81, 0.812]
  const run = async (reached: readonly number[]) => {
    let fits = 0
    const { rows, settled, measured } = await estimate({
      world,
      period: { from: 0, to: 50_000 },
      learner: { model: 'gbdt', settings: { rounds: 1, maxDepth: 1 } },
      random: Random.of(1),
      host: nodeHost,
      measure: () => {
        const value = reached[fits++]
        return Promise.resolve({ test: { sampled: {}, expected: { auc: value, prAuc: value, logLoss: value } } })
      },
      judgedOn: 'test',
      trivial: { sampled: {}, expected: { auc: 0.5, prAuc: 0.1, logLoss: 0.4 } },
      fewestRows: 1_000,
      mostRows: 4_000,
    })
    return { rows, settled, fits, best: measured.test.expected }
  }
  expect(await run(values)).toMatchObject({ rows: 4_000, settled: true, fits: 3 })
  expect(await run([0.8, 0.801])).toMatchObject({ rows: 2_000, settled: true, fits: 2 })
  expect(await run([0.7, 0.75, 0.8])).toMatchObject({ rows: 4_000, settled: false, fits: 3 })
  // A larger fit may do worse: what the smaller one reached can be reached.
  expect((await run([0.7, 0.75, 0.6])).best).toEqual({ auc: 0.75, prAuc: 0.75, logLoss: 0.6 })
})

test('otherRequests(rows) spreads over the period and over siblings, and shows all places of a slate', async () => {
  const world = await datasetOf('ad-ctr').create(small(2).world as never, 1)
  const day = 86_400
  const draw = otherRequests({
    world,
    period: { from: 0, to: day },
    mostRows: 50_000,
    random: Random.of(2),
    host: nodeHost,
  })
  const { table, targets } = await draw(45_000)
  expect(table.rows).toBe(45_000)
  expect(Math.max(...table.time)).toBeLessThan(day)
  expect(new Set(table.position).size).toBe(20)
  const half = table.time.filter((time) => time < day / 2).length
  const expected = world.rowAt(day / 2) / world.rowAt(day)
  expect(half / table.rows).toBeCloseTo(expected, 1)
  const own = world.draw({ from: 0, to: 30_000 }).truth!.probability
  const mean = (p: Float32Array) => p.reduce((sum, each) => sum + each, 0) / p.length
  expect(Math.abs(mean(targets) / mean(own) - 1)).toBeLessThan(0.15)
})

describe('shipped', () => {
  const labs = [...presetLabs()]

  test.each(labs)('%s has its ceiling, or its columns carry all of the truth', async (key, lab) => {
    const recipe = recipeOf(lab)
    const shipped = await shippedCeiling(key)
    if (!shipped) {
      const dataset = datasetOf(recipe.dataset)
      expect((await dataset.create(recipe.settings as never, recipe.seed)).showsAll).toBe(true)
      return
    }
    expect(shipped.rows).toBeGreaterThanOrEqual(100_000)
    expect(shipped.test!.expected.auc).toBeGreaterThan(0.6)
  })

  test('ceilingKey(recipe) is the same with a knob left out or at its default, and another with any other setting', () => {
    const recipe = recipeOf(document)
    const { fold: _fold, ...split } = recipe.split
    expect(ceilingKey({ ...recipe, split: split as typeof recipe.split })).toBe(ceilingKey(recipe))
    expect(ceilingKey({ ...recipe, seed: 2 })).not.toBe(ceilingKey(recipe))
    expect(ceilingKey({ ...recipe, settings: { ...recipe.settings, noise: 0.5 } })).not.toBe(ceilingKey(recipe))
  })

  test.skipIf(!process.env.SKEWLAB_LONG)('the default lab of ad clicks is worked out to the same digits', async () => {
    const shipped = await shippedCeiling(ceilingKey(recipeOf(document))!)
    const again = await createLab(nodeHost).tables.columnCeiling(recipeOf(document), choice, {})
    const brief = (value: unknown) =>
      JSON.parse(
        JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Number(each.toPrecision(6)) : each))
      )
    expect(brief(again)).toEqual(shipped)
  })
})
