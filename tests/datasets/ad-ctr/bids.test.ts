import { expect, it } from 'vitest'
import { log } from '../../../src/core/kernel/math.ts'
import { worldWith } from './draws.ts'

const world = await worldWith()
const { table } = world.draw({ from: 0, to: 20_000 })
const all = Uint32Array.from({ length: 20_000 }, (_, row) => row)
const bids = world.slots!.bids(table, all)

it('bids of any rows alone are those of the whole, and of a table drawn alone', () => {
  const some = Uint32Array.of(3, 777, 19_999)
  expect(world.slots!.bids(table, some)).toEqual(Float32Array.from(some, (row) => bids[row]))
  const part = world.draw({ from: 5007, to: 5100 }).table
  expect(world.slots!.bids(part, all.subarray(0, 93))).toEqual(bids.slice(5007, 5100))
})

it('bids are those of the ad and its request: they go with an ad wherever another policy shows it', async () => {
  const shuffled = await worldWith({ loggingPolicy: 'random' })
  const other = shuffled.draw({ from: 0, to: 200 }).table
  const moved = shuffled.slots!.bids(other, all.subarray(0, 200))
  const known = new Map(Array.from(all.subarray(0, 200), (row) => [keyOf(table, row), bids[row]]))
  expect([...known].length).toBeGreaterThan(150)
  for (let row = 0; row < 200; row++) expect(moved[row]).toBe(known.get(keyOf(other, row)))
  expect(moved).not.toEqual(bids.slice(0, 200))
})

it('half of the bids are under half a dollar, and their logarithm varies as 0.6 and 0.3 give', () => {
  const logs = Array.from(bids, (bid) => log(bid / 0.5))
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / logs.length
  // A popular ad has one level for all its rows, so few ads carry much of the mean.
  expect(Math.abs(mean)).toBeLessThan(0.15)
  expect(Math.abs(Math.sqrt(variance) - Math.sqrt(0.45))).toBeLessThan(0.08)
})

it('other seeds and siblings bid otherwise, a bent world as before', async () => {
  expect((await worldWith({}, 2)).slots!.bids(table, all)[0]).not.toBe(bids[0])
  expect(world.sibling('one')!.slots!.bids(table, all)[0]).not.toBe(bids[0])
  expect(world.bend({ logit: 1 }, () => 1).slots!.bids(table, all)).toEqual(bids)
})

function keyOf({ request, categorical }: typeof table, row: number): string {
  return `${request![row]} ${categorical[8][row]}`
}
