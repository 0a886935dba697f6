import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { smote } from '../../../src/core/treatments/kinds/smote.ts'
import { nearestOthers } from '../../../src/core/treatments/neighbours.ts'
import { rareRows } from './rare-rows.ts'

interface Neighbours {
  readonly k: number
  readonly numeric: readonly (readonly (number | null)[])[]
  readonly categorical: readonly (readonly number[])[]
  readonly nearest: readonly (readonly number[])[]
}
const { neighbours } = JSON.parse(readFileSync('tests/goldens/treatments.json', 'utf8')) as { neighbours: Neighbours }

const rows = rareRows({ rows: 3000, base: -4.6, seed: 8 })
const settings = { smoteShare: 0.2, smoteNeighbours: 3 }
const positives = rows.rows.filter((row) => rows.table.label[row])

test('nearestOthers(points, k) are those of scikit-learn’s NearestNeighbors', () => {
  const columns = neighbours.numeric.map((column) => scaled(column.map((value) => value ?? NaN)))
  const count = columns[0].length
  const found = nearestOthers(
    {
      count,
      numeric: Float64Array.from(
        { length: count * columns.length },
        (_, i) => columns[i % columns.length][Math.floor(i / columns.length)]
      ),
      categorical: Uint32Array.from({ length: count * 2 }, (_, i) => neighbours.categorical[i % 2][i >> 1]),
    },
    neighbours.k
  )
  expect([...found]).toEqual(neighbours.nearest.flat())
})

describe('smote', () => {
  const treated = smote.apply(rows, settings, Random.of(2))
  const { table } = treated
  const made = Array.from({ length: table.rows - rows.rows.length }, (_, i) => rows.rows.length + i)
  const nearOnes = nearestPositives(settings.smoteNeighbours)

  it('keeps every training row as it was, in its order', () => {
    rows.rows.forEach((row, i) => {
      expect(table.numeric.map((column) => column[i])).toEqual(rows.table.numeric.map((column) => column[row]))
      expect([table.label[i], table.time[i], table.categorical[0][i]]).toEqual([
        rows.table.label[row],
        rows.table.time[row],
        rows.table.categorical[0][row],
      ])
    })
  })

  it('makes up exactly as many positives as the share wants', () => {
    const negatives = rows.rows.length - positives.length
    expect(made.length).toBe(Math.round(0.25 * negatives) - positives.length)
    expect(made.every((row) => table.label[row] === 1)).toBe(true)
  })

  it('puts each between a positive and one of its k nearest, its categories of one of the two, the rest the base’s', () => {
    const bases = new Map<number, number>()
    const places: number[] = []
    for (const row of made) {
      const base = positives.findIndex((each) => rows.table.time[each] === table.time[row])
      bases.set(base, (bases.get(base) ?? 0) + 1)
      expect(table.labelTime?.[row]).toBe(rows.table.labelTime?.[positives[base]])
      expect(table.customer?.[row]).toBe(rows.table.customer?.[positives[base]])
      expect(table.position?.[row]).toBe(rows.table.position?.[positives[base]])
      expect(table.cluster?.[row]).toBe(rows.table.cluster?.[positives[base]])
      const shares = nearOnes[base].map((other) => shareOfWay(row, positives[base], positives[other]))
      const found = shares.find((share) => share !== null)
      expect(found).toBeDefined()
      places.push(found ?? NaN)
    }
    expect(bases.size).toBe(positives.length)
    expect(Math.max(...bases.values()) - Math.min(...bases.values())).toBeLessThanOrEqual(1)
    expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(0.5)
  })

  /** How far a made-up row lies from one to the other; null where it does not lie between them. */
  function shareOfWay(row: number, base: number, other: number): number | null {
    const from = rows.table
    const codes = [base, other].map((each) => from.categorical[0][each])
    if (!codes.includes(table.categorical[0][row])) return null
    let share: number | null = null
    for (const [c, column] of table.numeric.entries()) {
      const [a, b, value] = [from.numeric[c][base], from.numeric[c][other], column[row]]
      if (Number.isNaN(a) || Number.isNaN(b) || a === b) {
        if (!Object.is(value, a)) return null
        continue
      }
      const here = (value - a) / (b - a)
      if (here < -1e-5 || here > 1 + 1e-5) return null
      if (share !== null && Math.abs(here - share) > 1e-3) return null
      share = here
    }
    return share ?? 0
  }

  function nearestPositives(k: number): number[][] {
    const columns = rows.table.numeric.map((column) => scaled([...positives].map((row) => column[row])))
    const codes = [...positives].map((row) => rows.table.categorical[0][row])
    return codes.map((code, i) =>
      codes
        .map((other, j) => ({
          j,
          apart: columns.reduce((sum, column) => sum + gap(column[i], column[j]), Number(code !== other)),
        }))
        .filter(({ j }) => j !== i)
        .sort((a, b) => a.apart - b.apart || a.j - b.j)
        .slice(0, k)
        .map(({ j }) => j)
    )
  }

  it('is refused with a line where there is one positive, or too many to compare', () => {
    const one = {
      table: rows.table,
      rows: Uint32Array.of(positives[0], ...rows.rows.filter((r) => !rows.table.label[r])),
    }
    expect(() => smote.apply(one, settings, Random.of(1))).toThrow(
      'SMOTE found 1 positive among the training rows; expected at least 2'
    )
    const many = { table: rows.table, rows: new Uint32Array(12_002).fill(positives[0]) }
    many.rows[0] = rows.rows.find((row) => !rows.table.label[row]) ?? 0
    expect(() => smote.apply(many, settings, Random.of(1))).toThrow(
      'SMOTE would compare 12,001 positives with each other; expected at most 12,000'
    )
  })

  it('uses all other positives where there are fewer than k', () => {
    const three = {
      table: rows.table,
      rows: Uint32Array.of(...positives.slice(0, 3), ...rows.rows.filter((r) => !rows.table.label[r])),
    }
    expect(smote.apply(three, { smoteShare: 0.5, smoteNeighbours: 20 }, Random.of(1)).table.rows).toBe(
      2 * (three.rows.length - 3)
    )
  })
})

function gap(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a) !== Number.isNaN(b))
  return (a - b) ** 2
}

function scaled(values: readonly number[]): number[] {
  const there = values.filter((value) => !Number.isNaN(value))
  const mean = there.reduce((a, b) => a + b, 0) / there.length
  const deviation = Math.sqrt(there.reduce((sum, value) => sum + (value - mean) ** 2, 0) / there.length)
  return values.map((value) => value / deviation)
}
