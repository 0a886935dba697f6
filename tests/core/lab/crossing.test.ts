import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Table } from '../../../src/core/kernel/table.ts'
import { agreementOf, countNumbers, neighbourAgreement } from '../../../src/core/lab/agreement.ts'
import { crossingGroups, groupLikeColumns } from '../../../src/core/lab/crossing.ts'
import { splitKnobs } from '../../../src/core/training/split-knobs.ts'
import { splitOf } from '../../../src/core/training/split.ts'

const layout = { labelTime: false, request: false, position: false, truth: false, relevance: false }
const plain = { ...layout, customer: true, cluster: true }

interface Drawn {
  readonly numeric?: Readonly<Record<string, (row: number) => number>>
  readonly categorical?: Readonly<Record<string, (row: number) => number>>
  readonly label: (row: number) => boolean
  readonly customer?: (row: number) => number
}

function tableOf(rows: number, { numeric = {}, categorical = {}, label, customer }: Drawn): Table {
  const column = (id: string) => ({ id, label: id, help: '' })
  const schema = {
    numeric: Object.keys(numeric).map(column),
    categorical: Object.keys(categorical).map((id) => ({ ...column(id), cardinality: 60_000 })),
    rowsPerRequest: null,
  }
  const { table } = allocateDraw(schema, customer ? plain : layout, rows)
  for (let row = 0; row < rows; row++) {
    table.label[row] = label(row) ? 1 : 0
    if (customer) table.customer![row] = customer(row)
  }
  Object.values(numeric).forEach((value, i) =>
    table.numeric[i].forEach((_, row) => (table.numeric[i][row] = value(row)))
  )
  Object.values(categorical).forEach((value, i) =>
    table.categorical[i].forEach((_, row) => (table.categorical[i][row] = value(row)))
  )
  return table
}

const parted = (table: Table, split = 'random', seed = 1) =>
  splitOf(table, { ...defaultsOf(splitKnobs), split }, Random.of(seed), false)
const likeGroups = (table: Table, seed = 1) => groupLikeColumns(table, table, parted(table, 'random', seed))
const chance = (seed: number) => Random.of(seed).stream('crossing')
/** A number of its own for each place, the same at every call. */
const drawn = (seed: number, count: number) => {
  const random = chance(seed)
  return Float64Array.from({ length: count }, () => random.uniform())
}

describe('groupLikeColumns', () => {
  const users = 2000
  const coins = drawn(1, users)
  const looks = drawn(2, users)
  const rows = 12_000
  const owner = drawn(3, rows).map((u) => Math.floor(u * users))

  it('names codes, whole numbers and repeated fractions of 2,000 users with a coin for a label', () => {
    const table = tableOf(rows, {
      numeric: { user: (row) => owner[row] * 7 + 13, look: (row) => looks[owner[row]] },
      categorical: { name: (row) => owner[row] + 1 },
      label: (row) => coins[owner[row]] < 0.5,
    })
    const found = likeGroups(table)
    expect(found.map(({ label }) => label)).toEqual(['user', 'look', 'name'])
    for (const { agreement, share } of found) {
      expect(agreement).toBe(1)
      expect(share).toBeGreaterThan(0.97)
    }
  })

  it('takes no missing value for one that test and training share', () => {
    const table = tableOf(rows, {
      numeric: { pair: (row) => (row < 1200 ? Math.floor(row / 2) * 31 : NaN) },
      categorical: { pairCode: (row) => (row < 1200 ? 1 + Math.floor(row / 2) : 0) },
      label: (row) => coins[Math.floor(row / 2) % users] < 0.5,
    })
    expect(likeGroups(table)).toEqual([])
  })

  it('names users of whom one in fifty is positive', () => {
    const table = tableOf(rows, {
      categorical: { name: (row) => owner[row] + 1 },
      label: (row) => coins[owner[row]] < 0.02,
    })
    expect(likeGroups(table)).toHaveLength(1)
  })

  it('names nobody whose rows draw their labels by themselves', () => {
    const label = drawn(4, rows)
    const table = tableOf(rows, {
      numeric: { user: (row) => owner[row] * 7 + 13, look: (row) => looks[owner[row]] },
      categorical: { name: (row) => owner[row] + 1 },
      label: (row) => label[row] < 0.5,
    })
    expect(likeGroups(table)).toEqual([])
  })

  it('names no quantity whose order tells the label, and no category that tells a part of it', () => {
    const [u, age, city] = [drawn(5, rows), drawn(6, rows), drawn(7, rows)]
    const effects = Random.of(8).stream('cities')
    const effect = Float64Array.from({ length: 300 }, () => 1.5 * effects.normal())
    const years = (row: number): number => 18 + Math.floor(70 * age[row])
    const town = (row: number): number => Math.floor(300 * city[row])
    const graded = tableOf(rows, { numeric: { years }, label: (row) => years(row) > 50 })
    expect(likeGroups(graded)).toEqual([])
    const mixed = tableOf(rows, {
      numeric: { cents: (row) => Math.round(5000 * age[row]) / 100 },
      categorical: { town: (row) => town(row) + 1 },
      label: (row) => u[row] < sigmoid(effect[town(row)] + 4 * (age[row] - 0.5)),
    })
    expect(likeGroups(mixed)).toEqual([])
  })

  it('raises no false alarm on 1,200 columns that know nothing, at base rates from 1 to 50 %', () => {
    let alarms = 0
    for (const rate of [0.01, 0.05, 0.2, 0.5])
      for (let seed = 1; seed <= 10; seed++) {
        const random = chance(100 + seed)
        const values = (count: number) => () => 1 + Math.floor(count * random.uniform())
        const sizes = [60, 200, 1000, 2000, 3000]
        const columns = Array.from({ length: 15 }, (_, i) => [`v${i}`, values(sizes[i % sizes.length])] as const)
        const table = tableOf(6000, {
          numeric: Object.fromEntries(columns),
          categorical: Object.fromEntries(columns),
          label: () => random.uniform() < rate,
        })
        alarms += likeGroups(table, seed).length
      }
    expect(alarms).toBe(0)
  })
})

describe('crossingGroups', () => {
  it('counts the test rows whose group is in training: nearly all at random, none where groups stay whole', () => {
    const owner = drawn(9, 8000).map((u) => Math.floor(u * 1000))
    const coins = drawn(10, 1000)
    const table = tableOf(8000, { label: (row) => coins[owner[row]] < 0.3, customer: (row) => owner[row] })
    const random = crossingGroups(table, table, parted(table))!
    expect(random.share).toBeGreaterThan(0.98)
    expect(random.agreement).toBe(1)
    expect(crossingGroups(table, table, parted(table, 'grouped'))!.share).toBe(0)
  })

  it('is null where rows belong to nobody', () => {
    const table = tableOf(100, { label: (row) => row % 2 === 0 })
    expect(crossingGroups(table, table, parted(table))).toBeNull()
  })
})

describe('agreementOf', () => {
  it('is Fleiss’ kappa of hand-counted pairs', () => {
    // 100 values of two rows: 60 pairs agree (30 positive, 30 negative), 40 do not; half of 200 rows are positive.
    const rows = Array<number>(100).fill(2)
    const positives = [...Array<number>(30).fill(2), ...Array<number>(30).fill(0), ...Array<number>(40).fill(1)]
    expect(agreementOf({ rows, positives })).toBeCloseTo(1 - 0.4 / ((2 * 100 * 100) / (200 * 199)), 12)
  })

  it('is null with fewer than 50 values of two rows, or fewer than 50 rows of a class', () => {
    expect(agreementOf({ rows: Array<number>(49).fill(40), positives: Array<number>(49).fill(20) })).toBeNull()
    expect(
      agreementOf({
        rows: Array<number>(100).fill(2),
        positives: [...Array<number>(49).fill(1), ...Array<number>(51).fill(0)],
      })
    ).toBeNull()
  })
})

it('neighbourAgreement is near 1 where classes lie side by side, and near 0 where they alternate by chance', () => {
  const values = Float32Array.from({ length: 4000 }, (_, i) => i % 400)
  const every = Uint32Array.from(values.keys())
  const side = Uint8Array.from(values, (value) => (value < 200 ? 1 : 0))
  expect(neighbourAgreement(countNumbers(values, side, every))).toBeGreaterThan(0.98)
  const coins = drawn(11, 400)
  const mixed = Uint8Array.from(values, (value) => (coins[value] < 0.5 ? 1 : 0))
  expect(Math.abs(neighbourAgreement(countNumbers(values, mixed, every)))).toBeLessThan(0.15)
})
