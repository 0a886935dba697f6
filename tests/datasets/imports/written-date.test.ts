import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayText } from '../../../datasets/imports/cells/day-text.ts'
import { stampForms, type StampForm } from '../../../datasets/imports/cells/stamp-forms.ts'
import { secondsOfStamp, tallyStamps } from '../../../datasets/imports/cells/stamp.ts'
import { DAY, MONTH, YEAR, type First } from '../../../datasets/imports/cells/date-parts.ts'
import { readWrittenDate } from '../../../datasets/imports/cells/written-date.ts'

const encoder = new TextEncoder()
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const two = (value: number) => String(value).padStart(2, '0')

function date(text: string, first: First = 0): number {
  // Other cells stand around it, which must not be read.
  const bytes = encoder.encode(`7${text}7`)
  return readWrittenDate(bytes, 1, bytes.length - 1, first)
}

describe('readWrittenDate', () => {
  test('gives back any second of a century in every form', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000_000, max: 3_000_000_000 }), (seconds) => {
        const at = new Date(1000 * seconds)
        const [y, m, d] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]
        const [h, min, s] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
        const name = MONTHS[m - 1]
        const clock = `${two(h)}:${two(min)}:${two(s)}`
        const half = `${h % 12 || 12}:${two(min)}:${two(s)} ${h < 12 ? 'AM' : 'PM'}`
        for (const text of [
          `${y}-${m}-${d} ${h}:${two(min)}:${two(s)}`,
          `${two(d)}-${name.slice(0, 3)}-${y} ${clock}`,
          `${d} ${name} ${y} ${half}`,
          `${name} ${d}, ${y} ${half.toLowerCase()}`,
          `${name.slice(0, 3).toUpperCase()} ${two(d)} ${y} ${clock}`,
          `${y}${two(m)}${two(d)}T${two(h)}${two(min)}${two(s)}Z`,
          `${y}${two(m)}${two(d)} ${clock}`,
          `${at.toUTCString()}`,
          at.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 +0000 $4'),
          `${two(d)}/${name.slice(0, 3)}/${y}:${clock} +0000`,
          `${y}.${two(m)}.${two(d)} ${clock},000`,
          `${clock} ${y}/${two(m)}/${two(d)}`,
        ])
          expect(date(text), text).toBe(seconds)
        for (const sign of ['/', '-', '.']) {
          expect(date([two(d), two(m), y].join(sign) + ` ${clock}`, DAY)).toBe(seconds)
          expect(date([m, d, y].join(sign) + ` ${half}`, MONTH)).toBe(seconds)
        }
        if (y < 1969) return
        const short = two(y % 100)
        expect(date(`${m}/${d}/${short} ${clock}`, MONTH)).toBe(seconds)
        expect(date(`${two(d)}.${two(m)}.${short} ${clock}`, DAY)).toBe(seconds)
        expect(date(`${short}-${two(m)}-${two(d)} ${clock}`, YEAR)).toBe(seconds)
        expect(date(`${two(d)}-${name.slice(0, 3)}-${short} ${clock}`)).toBe(seconds)
      }),
      { seed: 1, numRuns: 1500 }
    )
  })

  test.each([
    ['2024-1-1 0:59', 1704070740],
    ['Jan 2, 2020', 1577923200],
    ['2nd of January 2020', 1577923200],
    ['Thursday, January 2nd, 2020', 1577923200],
    ['Sept. 1, 2020', 1598918400],
    ['20240101 00:59', 1704070740],
    ['20240101', 1704067200],
    ['20240101T0059', 1704070740],
    ['2024-01-01T00:59:52,250+01:00', 1704067192.25],
    ['Jan 1 2024 12:30 AM', 1704069000],
    ['Jan 1 2024 12:30 p.m.', 1704112200],
    ['Jan 1 2024 1PM', 1704114000],
    ['01-JAN-24 12.59.52.000000 AM', 1704070792],
    ['2024-01-01-00.59.52.000000', 1704070792],
    ['Mon Jan 01 2024 00:59:52 GMT+0100 (Central European Standard Time)', 1704067192],
    ['Mon Jan  1 00:59:52 UTC 2024', 1704070792],
    ['2023-12-31 19:59:52 EST', 1704070792],
    ['2024-01-01 00:59:52 +0000 UTC', 1704070792],
    ['Jan-2024', 1704067200],
    ['Dec-15', 1448928000],
    ['2024-01', 1704067200],
    ['01/2024', 1704067200],
  ])('reads %j as %d', (text, seconds) => expect(date(text)).toBe(seconds))

  test('reads 1/2/2024, 1:15:00 PM as browsers write it, with a narrow blank', () => {
    expect(date('1/2/2024, 1:15:00\u202fPM', MONTH)).toBe(1704201300)
  })

  test.each([
    ['01/01/68', DAY, 3092601600],
    ['01/01/69', DAY, -31536000],
  ] as const)('takes the year of %j as POSIX does', (text, first, seconds) => expect(date(text, first)).toBe(seconds))

  test.each([
    ...[
      '32/13/2024',
      '2024-13-01',
      '2024-02-30',
      'Jan 32, 2020',
      '30 February 2020',
      '1/2',
      '12:30',
      'May 5',
      'Marx 5 2020',
      'Jan',
      '2024',
    ],
    ...[
      '1.2.34',
      '4.17.21',
      '1-2-34',
      '192.168.10.20',
      '2024-01/01',
      '1//2020',
      '2024-01-01 25:00',
      '2024-01-01 10:60',
      '13:00 PM 2024-01-01',
    ],
    ...[
      '2024-01-01 10:00 XYZ',
      '20240101T25',
      '20241301',
      'Jan Feb 2020',
      '1/2/3/2020',
      '555-12-3456',
      '31/01/2020 9',
      'Mai 5, 2020x',
      'x2024-01-01',
    ],
  ])('is NaN of %j, whichever comes first', (text) => {
    for (const first of [0, DAY, MONTH] as const) expect(date(text, first)).toBeNaN()
  })

  test('needs to be told which comes first', () => expect(date('01/02/2024')).toBeNaN())
})

describe('stamps', () => {
  test.each<[number, StampForm, number]>([
    [20240101005952, 'yyyymmddhhmmss', 1704070792],
    [202401010059, 'yyyymmddhhmm', 1704070740],
    [2024010100, 'yyyymmddhh', 1704067200],
    [20240101, 'yyyymmdd', 1704067200],
    [202401, 'yyyymm', 1704067200],
    [240101005952, 'yymmddhhmmss', 1704070792],
    [2401010059, 'yymmddhhmm', 1704070740],
    [14102100, 'yymmddhh', 1413849600],
    [240101, 'yymmdd', 1704067200],
    [90101, 'yymmdd', 1230768000],
  ])('%d as %s is %d', (value, form, seconds) => {
    expect(secondsOfStamp(form)(value)).toBe(seconds)
    const tally = new Uint32Array(stampForms.length)
    tallyStamps(value, String(value).length, tally)
    expect(tally[stampForms.indexOf(form)]).toBe(1)
    tallyStamps(value, form.length + 1, tally)
    expect(tally[stampForms.indexOf(form)]).toBe(1)
  })

  test.each<[number, StampForm]>([
    [20240230, 'yyyymmdd'],
    [20241301, 'yyyymmdd'],
    [18991231, 'yyyymmdd'],
    [21010101, 'yyyymmdd'],
    [20240101.5, 'yyyymmdd'],
    [14102124, 'yymmddhh'],
    [20240101006000, 'yyyymmddhhmmss'],
    [1.7e9, 'yymmddhhmm'],
    [NaN, 'yymmdd'],
    [-240101, 'yymmdd'],
  ])('%d is none as %s', (value, form) => expect(secondsOfStamp(form)(value)).toBeNaN())
})

test('dayText gives the day that Date gives', () => {
  fc.assert(
    fc.property(fc.integer({ min: -6e10, max: 2e11 }), (seconds) => {
      expect(dayText(seconds)).toBe(new Date(1000 * seconds).toISOString().slice(0, 10))
    }),
    { seed: 1, numRuns: 2000 }
  )
})

describe('names of months', () => {
  test.each([
    ['1. Januar 2024', '31. März 2024', '12. Dez 2024'],
    ['1 janv. 2024', '31 mars 2024', '12 déc. 2024'],
    ['1-ene-24', '31-mar-24', '12-dic-24'],
    ['1 de enero de 2024', '31 de marzo de 2024', '12 de diciembre de 2024'],
    ['1 gennaio 2024', '31 MARZO 2024', '12 dic 2024'],
    ['1 jan 2024', '31 março 2024', '12 DEZEMBRO 2024'],
    ['1 januari 2024', '31 mrt 2024', '12 december 2024'],
  ])('%s, %s, %s', (...texts) => {
    const days = texts.map((text) => date(text, DAY) / 86_400)
    expect(days).toEqual(
      [Date.UTC(2024, 0, 1), Date.UTC(2024, 2, 31), Date.UTC(2024, 11, 12)].map((at) => at / 86_400_000)
    )
  })

  test.each(['1 jui 2024', '1 brumaire 2024', '1 ma 2024'])('%s names none', (text) =>
    expect(date(text, DAY)).toBeNaN()
  )
})

test.each(['2024-01-01 14:00-15:00', '2024-01-01 20:00-21:00', '2024-01-01 08:00+09:20', '1/2/2024 14:00 -13:00'])(
  'what follows the time in %s is no offset from UTC',
  (text) => expect(date(text, DAY)).toBeNaN()
)
