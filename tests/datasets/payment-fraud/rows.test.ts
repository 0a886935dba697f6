import { DAY } from '../../../src/core/kernel/time.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draw } from '../../../src/core/kernel/table.ts'
import { columnOf, worldWith } from './draws.ts'

const ROWS = 45_000
const settings = { customers: 2_000, baseRate: 0.03, labelDelay: 4 }
const world = worldWith(settings, 8)
const draw = world.draw({ from: 0, to: ROWS })
const leaky = worldWith({ ...settings, leak: true }, 8).draw({ from: 0, to: ROWS })
const { time, label, labelTime, customer, cluster } = draw.table

/** Rows of the last days, of which every window lies within the table. */
const LATE = Array.from({ length: 1500 }, (_, i) => ROWS - 1 - 5 * i)

/** Rows that share an entity with this one and lie in (from, to]. */
function within(entities: ArrayLike<number>, row: number, from: number, to: number): number[] {
  const rows: number[] = []
  for (let each = row; each >= 0 && time[each] > from; each--)
    if (entities[each] === entities[row] && time[each] <= to) rows.push(each)
  return rows
}

it('the rows hold 35 days at least, so that windows of 28 days and the label delay lie within', () => {
  expect(time[LATE[LATE.length - 1]]).toBeGreaterThan(33 * DAY)
})

it('pace and sum of a customer are those of a recount, this payment included', () => {
  const amount = columnOf(draw, 'amount')
  for (const row of LATE) {
    const [hour, day, week] = [3600, DAY, 7 * DAY].map((length) =>
      within(customer!, row, time[row] - length, time[row])
    )
    expect(columnOf(draw, 'paymentsHour')[row]).toBe(hour.length)
    expect(columnOf(draw, 'paymentsDay')[row]).toBe(day.length)
    expect(columnOf(draw, 'paymentsWeek')[row]).toBe(week.length)
    const spent = day.reduce((sum, each) => sum + amount[each], 0) / columnOf(draw, 'usualAmount')[row]
    expect(columnOf(draw, 'spentDay')[row] / spent).toBeCloseTo(1, 5)
    if (week.length > 1) expect(columnOf(draw, 'sinceLast')[row] * 3600).toBeCloseTo(time[row] - time[week[1]], 0)
  }
})

describe.each([
  ['riskWeek', 7],
  ['riskMonth', 28],
])('%s', (id, days) => {
  const merchant = columnOf(draw, 'merchant')

  it('is the share of frauds known by now in the window before the label delay', () => {
    let found = 0
    for (const row of LATE) {
      const end = time[row] - settings.labelDelay * DAY
      const rows = within(merchant, row, end - days * DAY, end)
      const known = rows.filter((each) => label[each] && labelTime![each] <= time[row])
      found += known.length
      if (rows.length) expect(columnOf(draw, id)[row]).toBeCloseTo(known.length / rows.length, 6)
      else expect(columnOf(draw, id)[row]).toBeNaN()
    }
    expect(found).toBeGreaterThan(100)
  })

  it('counts with the leak every true label up to this row, its own too, known or not', () => {
    let unknown = 0
    for (const row of LATE) {
      const rows = within(merchant, row, time[row] - days * DAY, time[row])
      const frauds = rows.filter((each) => label[each])
      unknown += frauds.filter((each) => labelTime![each] > time[row]).length
      expect(columnOf(leaky, id)[row]).toBeCloseTo(frauds.length / rows.length, 6)
    }
    expect(unknown).toBeGreaterThan(100)
  })
})

it('the leak changes the two risks and nothing else', () => {
  for (const { id } of [...draw.table.schema.numeric, ...draw.table.schema.categorical])
    expect(bytesOf(columnOf(draw, id)).equals(bytesOf(columnOf(leaky, id)))).toBe(!id.startsWith('risk'))
  expect(bytesOf(draw.truth!.probability).equals(bytesOf(leaky.truth!.probability))).toBe(true)
})

it('a label becomes known after its row: of fraud some time after the finding, of the rest when nobody complains any more', () => {
  const waits: number[] = []
  for (let row = 0; row < ROWS; row++) {
    expect(labelTime![row]).toBeGreaterThan(time[row])
    if (label[row]) waits.push(labelTime![row] - time[row])
    else expect(labelTime![row] - time[row]).toBeCloseTo((3 * settings.labelDelay + 1) * DAY, 3)
  }
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length / DAY
  expect(mean).toBeGreaterThan(settings.labelDelay)
  expect(mean).toBeLessThan(settings.labelDelay + 3)
})

it('rows cluster by the chain they belong to: the terminal where unattended, else the customer', () => {
  const channel = columnOf(draw, 'channel')
  const merchant = columnOf(draw, 'merchant')
  const terminals = new Map<number, number>()
  for (let row = 0; row < ROWS; row++) {
    if (channel[row] !== 3) expect(cluster![row]).toBe(customer![row])
    else {
      expect(cluster![row]).toBeGreaterThanOrEqual(settings.customers)
      expect(terminals.get(cluster![row]) ?? merchant[row]).toBe(merchant[row])
      terminals.set(cluster![row], merchant[row])
    }
  }
})

it('what an amount tells stands in the row: amount over usual is the ratio of two columns', () => {
  for (const row of LATE) {
    const ratio = Math.log(columnOf(draw, 'amount')[row] / columnOf(draw, 'usualAmount')[row])
    if (columnOf(draw, 'amount')[row] > 1) expect(columnOf(draw, 'amountRatio')[row]).toBeCloseTo(ratio, 1)
  }
})

it('usual payments are what customers and merchants see in the long run', () => {
  const days = (time[ROWS - 1] - time[0]) / DAY
  const expected = columnOf(draw, 'merchantUsual')
  const merchant = columnOf(draw, 'merchant')
  const counts = new Map<number, { genuine: number; usual: number }>()
  for (let row = 0; row < ROWS; row++) {
    const seen = counts.get(merchant[row]) ?? { genuine: 0, usual: expected[row] }
    counts.set(merchant[row], { ...seen, genuine: seen.genuine + 1 - label[row] })
  }
  let squares = 0
  const busy = [...counts.values()].filter(({ usual }) => usual * days > 30)
  for (const { genuine, usual } of busy) squares += (genuine - usual * days) ** 2 / (usual * days)
  // A chi-square over the number of busy merchants; the last days cut a week short.
  expect(busy.length).toBeGreaterThan(100)
  expect(squares / busy.length).toBeLessThan(1.4)
})

it('any range alone has the bytes of the whole, customer and cluster too, and so has a world bent later', () => {
  const later = world.bend({ mix: 1, logit: 1, concept: 1, unseen: 0.5, adapt: 1 }, (at) => (at < time[3000] ? 0 : 1))
  fc.assert(
    fc.property(fc.nat({ max: 2500 }), fc.integer({ min: 1, max: 400 }), (from, length) => {
      for (const drawn of [world, later].map((each) => each.draw({ from, to: from + length })))
        columnsOf(drawn).forEach((column, i) =>
          expect(bytesOf(column).equals(bytesOf(columnsOf(draw)[i].subarray(from, from + length)))).toBe(true)
        )
    }),
    { seed: 2, numRuns: 8 }
  )
})

it('a broken amount over usual changes what arrives and no truth, as amount and usual amount tell it', () => {
  const broken = world.bend({ broken: { mode: 'scaled', share: 0.5 } }, () => 1).draw({ from: 0, to: 4000 })
  const [arrived, intact] = [columnOf(broken, 'amountRatio'), columnOf(draw, 'amountRatio')]
  const share = arrived.filter((value, row) => value !== intact[row]).length / 4000
  expect(share).toBeCloseTo(0.5, 1)
  expect(bytesOf(broken.truth!.probability).equals(bytesOf(draw.truth!.probability.subarray(0, 4000)))).toBe(true)
})

function columnsOf({ table, truth }: Draw) {
  const whole = [table.time, table.labelTime!, table.label, table.customer!, table.cluster!, truth!.probability]
  return [...whole, ...table.numeric, ...table.categorical]
}

function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength)
}
