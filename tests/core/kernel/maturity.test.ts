import { describe, expect, it } from 'vitest'
import { labelledAt, maturityOf } from '../../../src/core/kernel/maturity.ts'
import { allocateDraw, type Schema } from '../../../src/core/kernel/table.ts'
import { DAY } from '../../../src/core/kernel/time.ts'

const plain: Schema = { numeric: [], categorical: [], rowsPerRequest: null }

/** A row a day for ten days, of which those named are positive: reported after two days, while the others settle after five. */
function table(schema = plain, positives: readonly number[] = [3, 8]) {
  const { table } = allocateDraw(schema, { labelTime: true }, 10)
  for (let row = 0; row < 10; row++) {
    table.time[row] = row * DAY
    table.label[row] = positives.includes(row) ? 1 : 0
    table.labelTime![row] = table.time[row] + (table.label[row] ? 2 : 5) * DAY
  }
  return table
}

const all = { from: 0, to: 10 }

describe('maturityOf', () => {
  it('is null where labels come at once, and then labelledAt(table, …) is the table', () => {
    const { table: bare } = allocateDraw(plain, {}, 3)
    expect(maturityOf(bare, 7)).toBeNull()
    expect(labelledAt(bare, 0)).toBe(bare)
  })

  it('says of each row when its label is known, and at which watermark it counts as settled', () => {
    const maturity = maturityOf(table())!
    expect(maturity.window).toBeNull()
    expect([maturity.knownAt(2), maturity.knownAt(3)]).toEqual([7 * DAY, 5 * DAY])
    expect([maturity.isSettled(2, 7 * DAY), maturity.isSettled(2, 7 * DAY - 1)]).toEqual([true, false])
  })

  it('settled(rows, watermark) ends at the newest settled negative where each row says it by itself', () => {
    const maturity = maturityOf(table())!
    // Of days 0 to 3 the negatives are settled by day 7.5, and the positive of day 3 is reported, but would stand last.
    expect([...maturity.settled(all, 7.5 * DAY)]).toEqual([0, 1, 2])
    expect([...maturity.settled({ from: 1, to: 10 }, 9 * DAY)]).toEqual([1, 2, 3, 4])
    expect(maturity.settled(all, 4 * DAY)).toHaveLength(0)
  })

  it.each([
    ['days that are asked for', plain, 4],
    ['the longest delay that the schema names', { ...plain, labelWindow: 4 * DAY }, 0],
  ])('settles both classes at one age by %s', (_, schema, days) => {
    const maturity = maturityOf(table(schema, [6]), days)!
    expect(maturity.window?.seconds).toBe(4 * DAY)
    expect([...maturity.settled(all, 9 * DAY)]).toEqual([0, 1, 2, 3, 4, 5])
    for (let row = 0; row < 10; row++) expect(maturity.isSettled(row, 9 * DAY)).toBe(row < 6)
  })

  it('labelsAt(watermark) has the positives that were reported by then', () => {
    const maturity = maturityOf(table())!
    expect([...maturity.labelsAt(5 * DAY)]).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    expect(maturity.labelsAt(10 * DAY)).toEqual(table().label)
  })
})
