import { expect, test } from 'vitest'
import { datasetOf } from '../../../datasets/index.ts'
import { worldOfTable } from '../../../datasets/own-data/world.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { withBeside } from '../../../src/core/lab/beside.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { tinyFeed } from '../../contracts/tiny-feed.ts'

const feed = await tinyFeed.create({ rows: 60_000 }, 3)
const range = { from: 4, to: 60_004 }
const drawn = feed.draw(range)

test('withBeside(…) draws later outcomes piece by piece as one draw has them', async () => {
  const { later } = await withBeside(feed, range, drawn, nodeHost)
  expect(later).toEqual(feed.later!(range, { draw: drawn, at: 0 }))
})

test('withBeside(…) puts items and later outcomes into shared memory where the host shares', async () => {
  const { items, later } = await withBeside(feed, range, drawn, { ...nodeHost, shares: true })
  expect(items!.video.numeric[0].buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(later!.follows.time.buffer).toBeInstanceOf(SharedArrayBuffer)
})

test('withBeside(…) of no rows has the names of what would come later, and no record', async () => {
  const { later } = await withBeside(feed, { from: 8, to: 8 }, feed.draw({ from: 8, to: 8 }), nodeHost)
  expect(later!.follows.row).toHaveLength(0)
})

test('withBeside(…) gives the draw itself where a world has neither', async () => {
  const dataset = datasetOf('ad-ctr')
  const world = await dataset.create(defaultsOf(dataset.knobs), 1)
  const draw = world.draw({ from: 0, to: 20 })
  expect(await withBeside(world, { from: 0, to: 20 }, draw, nodeHost)).toBe(draw)
})

test('worldOfTable(draw) hands on the later outcomes of its rows', async () => {
  const whole = await withBeside(feed, range, drawn, nodeHost)
  const world = worldOfTable(whole)
  const part = { from: 30_000, to: 50_000 }
  const { later } = await withBeside(world, part, world.draw(part), nodeHost)
  const place = { from: part.from + range.from, to: part.to + range.from }
  expect(later).toEqual(feed.later!(place, { draw: feed.draw(place), at: 0 }))
})
