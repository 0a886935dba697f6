import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rolling, type RollingSpec } from '../../../datasets/windows/rolling.ts'

interface Row {
  readonly entity: number
  readonly time: number
  readonly value: number
  readonly flagTime: number
}

/** What the windows of an entity hold at a time, from all rows so far. */
function recount({ windows, delay }: RollingSpec, rows: readonly Row[], entity: number, time: number) {
  const held = windows.map((length) =>
    rows.filter((row) => row.entity === entity && row.time > time - delay - length && row.time <= time - delay)
  )
  return {
    counts: held.map((each) => each.length),
    sums: held.map((each) => each.reduce((sum, row) => sum + row.value, 0)),
    flagged: held.map((each) => each.filter((row) => row.flagTime <= time).length),
  }
}

const steps = fc.array(
  fc.record({
    entity: fc.nat({ max: 3 }),
    wait: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 6 }) }, { weight: 1, arbitrary: fc.nat({ max: 80 }) }),
    value: fc.integer({ min: -50, max: 50 }),
    flagAfter: fc.oneof(fc.constant(Infinity), fc.nat({ max: 40 })),
    does: fc.constantFrom('add', 'advance', 'both'),
  }),
  { minLength: 30, maxLength: 300, size: 'max' }
)
const specs = fc.record({
  entities: fc.constant(4),
  windows: fc
    .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 })
    .map((lengths) => lengths.sort((a, b) => a - b)),
  delay: fc.constantFrom(0, 3, 17),
})

describe('rolling', () => {
  it('holds at every advance what a recount of all rows holds, flags that become known late included', () => {
    let flags = 0
    fc.assert(
      fc.property(specs, steps, (spec, calls) => {
        const live = rolling(spec)
        const rows: Row[] = []
        let time = 0
        for (const { entity, wait, value, flagAfter, does } of calls) {
          time += wait
          if (does !== 'advance') {
            rows.push({ entity, time, value, flagTime: time + flagAfter })
            live.add(entity, time, value, time + flagAfter)
          }
          if (does === 'add') continue
          live.advance(entity, time)
          const { counts, sums, flagged } = live
          const held = { counts: [...counts], sums: [...sums], flagged: [...flagged] }
          expect(held).toEqual(recount(spec, rows, entity, time))
          flags += flagged[0]
        }
      }),
      { seed: 1, numRuns: 200 }
    )
    expect(flags).toBeGreaterThan(1000)
  })

  it('counts the row just added at once where there is no delay, and a row as old as the window no more', () => {
    const live = rolling({ entities: 1, windows: [10], delay: 0 })
    live.add(0, 5, 2, Infinity)
    live.add(0, 15, 3, Infinity)
    live.advance(0, 15)
    expect([live.counts[0], live.sums[0]]).toEqual([1, 3])
  })

  it('keeps its counts while the log grows to a hundred thousand rows, and forgets what no window reaches', () => {
    const live = rolling({ entities: 1000, windows: [500, 100_000], delay: 0 })
    for (let i = 0; i < 300_000; i++) live.add(i % 1000, i, 1, i % 7 === 0 ? i + 1000 : Infinity)
    live.advance(17, 299_999)
    // The rows of entity 17 within the last 100,000 are 200,017 … 299,017; every seventh is flagged.
    const flagged = Array.from({ length: 100 }, (_, i) => 200_017 + 1000 * i).filter((i) => i % 7 === 0).length
    expect([...live.counts]).toEqual([0, 100])
    expect(live.flagged[1]).toBe(flagged)
    live.advance(17, 500_000)
    expect([...live.counts, ...live.sums, ...live.flagged]).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('refuses windows that do not ascend and a negative delay', () => {
    expect(() => rolling({ entities: 1, windows: [7, 7], delay: 0 })).toThrow(
      'invalid windows: 7, 7; expected ascending lengths above 0'
    )
    expect(() => rolling({ entities: 1, windows: [], delay: 0 })).toThrow(/^invalid windows/)
    expect(() => rolling({ entities: 1, windows: [1], delay: -1 })).toThrow('invalid delay: -1; expected 0 or more')
  })
})
