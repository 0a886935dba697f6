import { describe, expect, test } from 'vitest'
import type { DrawTarget } from '../../../datasets/dataset.ts'
import { allocateDraw, placeDraw, type Draw, type RowRange } from '../../../src/core/kernel/table.ts'
import type { DrawHelper } from '../../../src/core/lab.ts'
import { drawRows } from '../../../src/core/lab/drawing.ts'
import { tableKeeper } from '../../../src/core/lab/tables.ts'
import { worldKeeper } from '../../../src/core/lab/worlds.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { sameBytes } from '../../datasets/ad-ctr/draws.ts'

const document = defaultDocument('ad-ctr')
const recipe = recipeOf({ ...document, world: { ...document.world, rows: 160_000 } })
const drifted = {
  ...recipe,
  drifts: [{ kind: 'concept', size: 0.8, start: 40_000, shape: 'sudden', span: 0 }] as const,
}
const range = { from: 1_013, to: 161_013 }
const world = await worldKeeper()(recipe)
const alone = world.draw(range)

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Draws as a worker with its own world does, in the caller's memory or its own. */
function helper({ shares = true, chunks = Infinity, end = () => Promise.reject<void>(new Error('lost')) } = {}) {
  const own = worldKeeper()(recipe)
  const drawn: RowRange[] = []
  const draw: DrawHelper = async (chunk: RowRange, into: DrawTarget) => {
    await turn()
    if (drawn.length >= chunks) return end()
    const drawing = await own
    if (shares) drawing.draw(chunk, into)
    else placeDraw(drawing.draw(chunk), into.draw, into.at)
    drawn.push(chunk)
  }
  return { draw, drawn }
}

async function drawnWith(helpers: readonly ReturnType<typeof helper>[]): Promise<Draw> {
  const draw = allocateDraw(world.schema, world.layout, 160_000)
  await drawRows(world, range, draw, { host: nodeHost, helpers: helpers.map((one) => one.draw) })
  return draw
}

function expectSame(draw: Draw, other: Draw): void {
  const columns = ({ table, truth }: Draw) => [
    ...[table.time, table.label, table.request!, table.position!, truth!.probability, truth!.relevance!],
    ...[...table.numeric, ...table.categorical],
  ]
  const others = columns(other)
  expect(columns(draw).map((column, i) => sameBytes(column, others[i]))).toEqual(others.map(() => true))
}

describe('drawRows', () => {
  test.each([0, 1, 3, 7])('with %i helpers gives the bytes of one draw, and each of them has drawn', async (count) => {
    const helpers = Array.from({ length: count }, (_, i) => helper({ shares: i % 2 === 0 }))
    expectSame(await drawnWith(helpers), alone)
    for (const { drawn } of helpers) expect(drawn.length).toBeGreaterThan(0)
  })

  test('lets no chunk be drawn by two helpers', async () => {
    const helpers = [helper(), helper(), helper()]
    await drawnWith(helpers)
    const froms = helpers.flatMap(({ drawn }) => drawn.map((chunk) => chunk.from))
    expect(new Set(froms).size).toBe(froms.length)
  })

  test('draws itself what helpers leave that die at once, die later, or never answer', async () => {
    const silent = { chunks: 1, end: () => new Promise<void>(() => undefined) }
    const helpers = [helper({ chunks: 0 }), helper({ chunks: 2 }), helper(silent), helper({ shares: false, chunks: 1 })]
    expectSame(await drawnWith(helpers), alone)
  })

  test('hands out no more once drawing has failed', async () => {
    const slow = helper()
    const broken = { ...world, draw: () => { throw new RangeError('Array buffer allocation failed') } } // prettier-ignore
    const draw = allocateDraw(world.schema, world.layout, 160_000)
    const drawing = drawRows(broken, range, draw, { host: nodeHost, helpers: [slow.draw] })
    await expect(drawing).rejects.toThrow('allocation failed')
    for (let i = 0; i < 20; i++) await turn()
    expect(slow.drawn.length).toBe(1)
  })
})

test('prepare calls the draw pool with the recipe and its rows, and has the table of a host without one', async () => {
  const called: unknown[] = []
  const own = await worldKeeper()(drifted)
  const call = (...asked: unknown[]) => {
    called.push(asked)
    return [async (chunk: RowRange, into: DrawTarget) => void own.draw(chunk, into)]
  }
  const prepared = await tableKeeper({ ...nodeHost, drawPool: { call } }).prepare(drifted)
  expect(called).toEqual([[drifted, 160_000]])
  expectSame(prepared.draw, (await tableKeeper(nodeHost).prepare(drifted)).draw)
})
