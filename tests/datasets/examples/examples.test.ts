import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { writtenParts } from '../../../datasets/examples/calendar.ts'
import { examples } from '../../../datasets/examples/index.ts'
import { imported } from '../imports/files.ts'

/** As they were when they were made: whoever tries them next year sees the same tables. */
const DIGESTS: Record<string, string> = {
  credit: 'f6d10fef0301d54d',
  'late-labels': 'ff028d1c13146322',
  messy: 'a0cc56447065fd43',
}

const textOf = (id: string, seed = 1) => examples.find((one) => one.id === id)!.draw(seed)

describe.each(examples)('$id', ({ id, draw }) => {
  it('draw(seed) gives the same bytes for the same seed, others for another, under a megabyte', async () => {
    const [text, again, other] = await Promise.all([draw(1), draw(1), draw(2)])
    expect(again).toBe(text)
    expect(other).not.toBe(text)
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(DIGESTS[id])
    expect(Buffer.byteLength(text)).toBeLessThan(1e6)
  })
})

describe('the tables', () => {
  it('credit is read without a correction: 4,000 loans, one in ten not paid back', async () => {
    const { draw, malformed, hasTime } = await imported(new Blob([await textOf('credit')]))
    expect({ rows: draw.table.rows, left: malformed.count, hasTime }).toEqual({ rows: 4_000, left: 0, hasTime: false })
    expect(rate(draw.table.label)).toBeGreaterThan(0.08)
    expect(rate(draw.table.label)).toBeLessThan(0.12)
  })

  it('late-labels has times, customers that come back, and a time of report for each fraud alone', async () => {
    const lines = (await textOf('late-labels'))
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const [when, customer, fraud, reported] = [0, 1, 7, 8].map((place) => lines.map((cells) => cells[place]))
    expect(when).toEqual(when.toSorted())
    expect(new Set(customer).size).toBeLessThan(lines.length / 10)
    expect(reported.map((time) => time !== '')).toEqual(fraud.map((label) => label === '1'))
    for (const [i, time] of reported.entries()) if (time) expect(time > when[i]).toBe(true)
    const { draw, hasTime } = await imported(new Blob([await textOf('late-labels')]))
    expect(hasTime).toBe(true)
    expect(rate(draw.table.label)).toBeGreaterThan(0.015)
    expect(rate(draw.table.label)).toBeLessThan(0.05)
  })

  it('messy has all it teaches: lines above, decimal commas, days first, codes, 1 and 2, and a number that tells the answer', async () => {
    const lines = (await textOf('messy')).trimEnd().split('\r\n')
    expect(lines[4]).toMatch(/^file_no;received;/)
    const rows = lines.slice(5).map((line) => line.split(';'))
    const refused = rows.filter((cells) => cells[7] === '2')
    expect(new Set(rows.map((cells) => cells[7]))).toEqual(new Set(['1', '2']))
    expect(refused.length / rows.length).toBeGreaterThan(0.08)
    expect(refused.length / rows.length).toBeLessThan(0.17)
    const others = rows.filter((cells) => cells[7] === '1')
    expect(Math.min(...refused.map(([no]) => Number(no)))).toBeGreaterThan(
      Math.max(...others.map(([no]) => Number(no)))
    )
    for (const [, received, branch, , damage] of rows) {
      expect(received).toMatch(/^\d\d\/\d\d\/202[34]$/)
      expect(branch).toMatch(/^0\d\d$/)
      expect(damage).toMatch(/^\d{1,3}(\.\d{3})*,\d\d$/)
    }
    expect(rows.some(([, received]) => Number(received.slice(0, 2)) > 12)).toBe(true)
  })
})

describe('writtenParts', () => {
  it('agrees with the calendar of the host', () => {
    for (let seconds = -3e9; seconds < 5e9; seconds += 12_345_679) {
      const { year, month, day, clock } = writtenParts(seconds)
      expect(`${year}-${month}-${day}T${clock}`).toBe(new Date(1000 * seconds).toISOString().slice(0, 19))
    }
  })
})

function rate(labels: ArrayLike<number>): number {
  return Array.from(labels).reduce((sum, label) => sum + label, 0) / labels.length
}
