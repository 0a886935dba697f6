import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { log } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import type { Table } from '../../../src/core/kernel/table.ts'
import { labelledAt, maturityOf } from '../../../src/core/kernel/maturity.ts'
import { splitKnobs, type SplitSettings } from '../../../src/core/training/split-knobs.ts'
import { splitOf } from '../../../src/core/training/split.ts'

const DAYS = 120
const ROWS = 40_000
const RATE = 0.0284

const delays: Readonly<Record<string, (random: Random) => number>> = {
  'thirty days': () => 30,
  'up to forty days, evenly': (random) => 40 * random.uniform(),
  'exponential, seven days in the mean': (random) => -7 * log(random.uniform()),
  'a day, or two months': (random) => (random.uniform() < 0.7 ? 1 : 60),
  'an hour': () => 1 / 24,
}

/** A file of transactions whose label time is blank for negatives, unless `settled` days are given, and its share of positives. */
async function late(delay: (random: Random) => number, settled?: number, blankPositives = 0) {
  const random = Random.of(5).stream('late')
  const lines: string[] = []
  let longest = 0
  for (let row = 0; row < ROWS; row++) {
    const time = Math.round((row / ROWS) * DAYS * DAY) + 1_600_000_000
    const isFraud = random.uniform() < RATE
    const wait = Math.round(delay(random) * DAY)
    if (isFraud) longest = Math.max(longest, wait)
    const told = isFraud ? random.uniform() >= blankPositives : settled !== undefined
    const known = isFraud ? time + wait : time + (settled ?? 0) * DAY
    lines.push(`${time},${told ? known : ''},${random.normal().toFixed(3)},${isFraud ? 1 : 0}`)
  }
  const file = new Blob([['time,label_time,x,fraud', ...lines, ''].join('\n')])
  const { plan } = await inspectFile(file)
  const { draw, notes } = await importFile(file, plan)
  return { table: draw.table, notes, longest }
}

const split = (table: Table, settings: Partial<SplitSettings> = {}) =>
  splitOf(table, { ...defaultsOf(splitKnobs), ...settings }, Random.of(1), false)

function rateOf({ label }: Pick<Table, 'label'>, rows: Uint32Array): number {
  return rows.reduce((sum, row) => sum + label[row], 0) / rows.length
}

const noise = (rows: number) => 3 * Math.sqrt((RATE * (1 - RATE)) / rows)

describe.each(Object.entries(delays))('a file whose positives wait %s', (_, delay) => {
  it.each([
    ['whose negatives have no label time', undefined],
    ['whose negatives settle at once', 0],
    ['whose negatives settle after 45 days', 45],
  ])('and %s trains at the rate of all its rows', async (_, settled) => {
    const { table, longest } = await late(delay, settled)
    const { train, validation, now, left } = split(table)
    expect(maturityOf(table)?.window).toEqual({ seconds: longest, from: 'longest delay' })
    expect(Math.abs(rateOf(table, train) - RATE)).toBeLessThan(noise(train.length))
    expect(Math.abs(rateOf(table, validation) - RATE)).toBeLessThan(noise(validation.length))
    for (const row of [...train, ...validation]) expect(table.time[row] + longest).toBeLessThanOrEqual(now)
    const unsettled = 0.8 * ROWS - train.length - validation.length
    expect(left).toEqual([{ reason: 'their label was not settled when the model is trained', rows: unsettled }])
  })
})

it('rows without a label time settle after the longest delay of a positive, whichever their label, and that is said', async () => {
  const { table, notes, longest } = await late(delays['thirty days'], undefined, 0.2)
  expect(longest).toBe(30 * DAY)
  const blank = [...table.label.keys()].filter((row) => table.label[row] === 0)
  for (const row of blank) expect(table.labelTime![row]).toBe(table.time[row] + longest)
  expect(notes.join(' ')).toMatch(
    /39,\d\d\d rows have no label time: labels count as known there 30 days after the row, the longest delay of a positive/
  )
})

it('maturityDays settles rows at another age, with the labels known by then', async () => {
  const { table } = await late(delays['up to forty days, evenly'])
  const { train, validation, now } = split(table, { maturityDays: 10 })
  const last = Math.max(table.time[train.at(-1)!], table.time[validation.at(-1)!])
  expect((now - last) / DAY).toBeCloseTo(10, 1)
  // Frauds of the last thirty of these 86 days are told for the greater part only.
  const known = labelledAt(table, now)
  expect(rateOf(known, validation)).toBeLessThan(rateOf(table, validation))
})

it('as known then and final take every row before the test', async () => {
  const { table } = await late(delays['thirty days'])
  for (const labels of ['asKnown', 'final']) {
    const { train, validation, left } = split(table, { labels })
    expect(train.length + validation.length).toBe(0.8 * ROWS)
    expect(left).toEqual([])
  }
})

it('a prequential fold trains on settled days of both classes', async () => {
  const { table } = await late(delays['thirty days'])
  const { train } = split(table, { split: 'prequential', trainDays: 60, delayDays: 0 })
  expect(Math.abs(rateOf(table, train) - RATE)).toBeLessThan(noise(train.length))
})
