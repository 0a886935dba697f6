import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { withColumn } from '../../../datasets/imports/choices.ts'
import type { TimeUnit } from '../../../datasets/imports/plan.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { csvOf, fileOf, lines, looked } from './files.ts'

const ROWS = 300
const START = Date.UTC(2024, 0, 1, 0, 59, 52) / 1000
/** Seconds since 1970 of each row: ninety days, in order. */
const seconds = Array.from({ length: ROWS }, (_, row) => START + row * 25_873)
const SPAN = seconds[ROWS - 1] - seconds[0]
const NAMES = ['Jan', 'Feb', 'Mar']
const two = (value: number) => String(value).padStart(2, '0')

interface Parts {
  readonly [part: string]: string
}

function partsOf(at: number): Parts {
  const date = new Date(1000 * at)
  const [month, hour] = [date.getUTCMonth(), date.getUTCHours()]
  return {
    ...{ y: String(date.getUTCFullYear()), m: two(month + 1), d: two(date.getUTCDate()), name: NAMES[month] },
    ...{ h: two(hour), min: two(date.getUTCMinutes()), s: two(date.getUTCSeconds()) },
    ...{ half: hour < 12 ? 'AM' : 'PM', h12: String(hour % 12 || 12), utc: date.toUTCString() },
  }
}

function timedFile(write: (parts: Parts) => string, name = 'timestamp'): Blob {
  return csvOf(`${name},x,label`, ...seconds.map((at, row) => `"${write(partsOf(at))}",${row}.5,${row % 5 ? 0 : 1}`))
}

/** Seconds from the first to the last row of a file whose time is understood. */
async function spanOf(file: Blob, unit?: TimeUnit): Promise<number> {
  const { plan, assumptions } = await looked(file)
  expect(plan.columns[0]).toMatchObject({ role: 'time', type: 'time' })
  if (unit) expect(plan.columns[0].timeUnit).toBe(unit)
  expect(assumptions.filter(({ asks }) => asks)).toEqual([])
  const { draw, malformed, notes } = await importFile(file, plan)
  expect(malformed.count).toBe(0)
  expect(notes).toEqual([])
  return draw.table.time[ROWS - 1] - draw.table.time[0]
}

describe('dates as people write them', () => {
  test.each<[string, (parts: Parts) => string, TimeUnit?]>([
    ['01-Jan-2024 00:59:52', ({ d, name, y, h, min, s }) => `${d}-${name}-${y} ${h}:${min}:${s}`],
    [
      'Jan 01, 2024 12:59:52 AM',
      ({ d, name, y, h12, min, s, half }) => `${name} ${d}, ${y} ${h12}:${min}:${s} ${half}`,
    ],
    ['2024-1-1 0:59:52', ({ d, m, y, h, min, s }) => `${y}-${Number(m)}-${Number(d)} ${Number(h)}:${min}:${s}`],
    ['01/01/24 00:59:52', ({ d, m, y, h, min, s }) => `${m}/${d}/${y.slice(2)} ${h}:${min}:${s}`, 'month/day/year'],
    ['01.01.24 00:59:52', ({ d, m, y, h, min, s }) => `${d}.${m}.${y.slice(2)} ${h}:${min}:${s}`, 'day/month/year'],
    ['24-01-01 00:59:52', ({ d, m, y, h, min, s }) => `${y.slice(2)}-${m}-${d} ${h}:${min}:${s}`, 'year/month/day'],
    [
      '1/1/2024 12:59:52 AM',
      ({ d, m, y, h12, min, s, half }) => `${Number(m)}/${Number(d)}/${y} ${h12}:${min}:${s} ${half}`,
      'month/day/year',
    ],
    ['20240101T005952', ({ d, m, y, h, min, s }) => `${y}${m}${d}T${h}${min}${s}`],
    ['20240101T005952Z', ({ d, m, y, h, min, s }) => `${y}${m}${d}T${h}${min}${s}Z`],
    ['20240101005952', ({ d, m, y, h, min, s }) => `${y}${m}${d}${h}${min}${s}`, 'yyyymmddhhmmss'],
    ['240101005952', ({ d, m, y, h, min, s }) => `${y.slice(2)}${m}${d}${h}${min}${s}`, 'yymmddhhmmss'],
    ["Twitter's", ({ utc }) => utc.replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 +0000 $4')],
    ['RFC 1123', ({ utc }) => utc],
    ['2024-01-01T00:59:52+02:00', ({ d, m, y, h, min, s }) => `${y}-${m}-${d}T${h}:${min}:${s}+02:00`],
    ['2024-01-01 00:59:52,000', ({ d, m, y, h, min, s }) => `${y}-${m}-${d} ${h}:${min}:${s},000`],
    ['01/Jan/2024:00:59:52 +0000', ({ d, name, y, h, min, s }) => `${d}/${name}/${y}:${h}:${min}:${s} +0000`],
  ])('%s', async (_, write, unit) => {
    expect(await spanOf(timedFile(write), unit)).toBe(SPAN)
  })

  test.each<[string, (parts: Parts) => string, number, TimeUnit]>([
    ['202401010059', ({ d, m, y, h, min }) => `${y}${m}${d}${h}${min}`, 60, 'yyyymmddhhmm'],
    ['2401010059', ({ d, m, y, h, min }) => `${y.slice(2)}${m}${d}${h}${min}`, 60, 'yymmddhhmm'],
    ['2024010100', ({ d, m, y, h }) => `${y}${m}${d}${h}`, 3600, 'yyyymmddhh'],
    ['24010100', ({ d, m, y, h }) => `${y.slice(2)}${m}${d}${h}`, 3600, 'yymmddhh'],
    ['20240101', ({ d, m, y }) => `${y}${m}${d}`, 86_400, 'yyyymmdd'],
    ['240101', ({ d, m, y }) => `${y.slice(2)}${m}${d}`, 86_400, 'yymmdd'],
  ])('%s is no count of seconds since 1970', async (_, write, unit, form) => {
    const floor = (at: number) => unit * Math.floor(at / unit)
    expect(await spanOf(timedFile(write), form)).toBe(floor(seconds[ROWS - 1]) - floor(seconds[0]))
    const { warnings } = await looked(timedFile(write))
    expect(warnings).toEqual([`timestamp: read as dates written ${form}`])
  })

  test('01312024 is no stamp that begins with a year', async () => {
    const { plan } = await inspectFile(timedFile(({ d, m, y }) => `${m}${d}${y}`))
    expect(plan.columns[0].type).toBe('categorical')
  })

  test('a stamp is one by its name where it is short', async () => {
    const write = ({ d, m, y, h }: Parts) => `${y.slice(2)}${m}${d}${h}`
    expect((await inspectFile(timedFile(write, 'hour'))).plan.columns[0]).toMatchObject({
      type: 'time',
      timeUnit: 'yymmddhh',
    })
    expect((await inspectFile(timedFile(write, 'reading'))).plan.columns[0].type).toBe('numeric')
  })

  test('years of two digits are said', async () => {
    const { warnings } = await looked(timedFile(({ d, m, y }) => `${m}/${d}/${y.slice(2)}`))
    expect(warnings).toEqual([
      'timestamp: years of two digits are taken as 1969 to 2068',
      'timestamp: read as month/day/year, as no other order fits every date',
    ])
  })
})

describe('where nothing says whether the day or the month comes first', () => {
  const open = csvOf(
    'date,x,label',
    ...lines(12, '#').map(
      (row) => `0${1 + (Number(row) % 9)}/0${1 + (Number(row) % 7)}/2024,${row}.5,${Number(row) % 5 ? 0 : 1}`
    )
  )

  test('a person is asked, and the answer is carried out', async () => {
    const { assumptions } = await looked(open)
    expect(assumptions.filter(({ asks }) => asks).map(({ column }) => column)).toEqual(['date'])
    const days = async (timeUnit: TimeUnit) => {
      const { plan, assumptions } = await looked(open, withColumn({}, 'date', { timeUnit }))
      expect(assumptions.filter(({ asks }) => asks)).toEqual([])
      const { time } = (await importFile(open, plan)).draw.table
      return time[11] / 86_400
    }
    // 1 January to 9 February, or to 7 September.
    expect(await days('day/month/year')).toBe((Date.UTC(2024, 6, 7) - Date.UTC(2024, 0, 1)) / 86_400_000)
    expect(await days('month/day/year')).toBe((Date.UTC(2024, 8, 2) - Date.UTC(2024, 0, 1)) / 86_400_000)
  })

  test('nobody is asked where both say the same', async () => {
    const { assumptions } = await looked(
      csvOf(
        'date,x,label',
        ...lines(9, '#').map(
          (row) => `0${1 + Number(row)}/0${1 + Number(row)}/2024,${row}.5,${Number(row) % 5 ? 0 : 1}`
        )
      )
    )
    expect(assumptions.filter(({ asks }) => asks)).toEqual([])
  })
})

describe('numbers in a time column', () => {
  const counted = (name: string, step: number, from = 0) =>
    csvOf(
      `${name},x,label`,
      ...lines(90, '#').map((row) => `${from + step * Number(row)},${row}.5,${Number(row) % 5 ? 0 : 1}`)
    )
  test.each<[string, number, number, TimeUnit, string, number]>([
    ['day', 1, 0, 'days', 'day: read as a count of days, 0 to 89', 89],
    ['hour', 24, 0, 'hours', 'hour: read as a count of hours, 0 to 2136', 89],
    ['week', 1, 0, 'weeks', 'week: read as a count of weeks, 0 to 89', 89 * 7],
    ['minute', 1440, 0, 'minutes', 'minute: read as a count of minutes, 0 to 128160', 89],
    ['year', 1, 1930, 'years', 'year: read as years, 1930 to 2019', 32_507],
    ['time', 60, 0, 'seconds', 'time: read as a count of seconds, 0 to 5340', 89 / 1440],
    ['ts', 86_400, 1_704_067_200, 'seconds', 'ts: read as seconds since 1970, 2024-01-01 to 2024-03-30', 89],
    [
      'ts',
      86_400_000,
      1_704_067_200_000,
      'milliseconds',
      'ts: read as milliseconds since 1970, 2024-01-01 to 2024-03-30',
      89,
    ],
    ['hour', 3600, 1_704_067_200, 'seconds', 'hour: read as seconds since 1970, 2024-01-01 to 2024-01-04', 89 / 24],
    ['date', 1, 45_292, 'excel', "date: read as a spreadsheet's days since 1899-12-30, 2024-01-01 to 2024-03-30", 89],
  ])('%s in steps of %d from %d counts %s, said', async (name, step, from, unit, line, days) => {
    const file = counted(name, step, from)
    const { plan, warnings } = await looked(file, withColumn({}, name, { role: 'time' }))
    expect(plan.columns[0].timeUnit).toBe(unit)
    expect(warnings).toEqual([line])
    const { time } = (await importFile(file, plan)).draw.table
    expect(time[89] - time[0]).toBeCloseTo(days * 86_400, 4)
  })

  test('of a Parquet file are stamps too', async () => {
    const column = (name: string, data: number[]) => ({ name, data, type: 'DOUBLE' as const })
    const columnData = [
      column('when', [20240101005952, 20240101005953, 20240102005952, 20240103005952]),
      column('x', [1, 2, 3, 4]),
      column('label', [0, 1, 0, 1]),
    ]
    const file = fileOf(new Uint8Array(parquetWriteBuffer({ columnData })))
    const { plan } = await inspectFile(file)
    const { time } = (await importFile(file, plan)).draw.table
    expect(time[3] - time[0]).toBe(172_800)
  })
})

test('a date that cannot be read is quoted', async () => {
  const file = csvOf('date,x,label', ...lines(20, '2024-01-0#,#.5,%'), '32/13/2024,1.5,1', ',2.5,1', '32/14/2024,1.5,1')
  const { plan } = await inspectFile(csvOf('date,x,label', ...lines(20, '2024-01-02,#.5,%')))
  const { malformed } = await importFile(file, plan)
  expect(malformed.first.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '2 no time: "2024-01-00"',
    ...lines(10, '#').map((row) => `${12 + Number(row)} no time: "2024-01-0${10 + Number(row)}"`),
    '22 no time: "32/13/2024"',
    '23 no time',
    '24 no time: "32/14/2024"',
  ])
  expect(malformed.dropped).toEqual([{ reason: 'no time', rows: 14, first: 2 }])
  const wrong = csvOf('date,x,label', ...lines(20, '32/13/2024,#.5,%'))
  await expect(importFile(wrong, plan)).rejects.toThrow(/^every row is malformed: line 2: no time: "32\/13\/2024"$/)
})
