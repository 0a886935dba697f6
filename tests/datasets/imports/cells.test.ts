import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDate, readOrderedDate } from '../../../datasets/imports/cells/date.ts'
import { secondsOfStamp } from '../../../datasets/imports/cells/stamp.ts'
import { readNumber } from '../../../datasets/imports/cells/number.ts'
import { plainText } from '../../../datasets/imports/cells/plain-text.ts'
import { readTruthWord } from '../../../datasets/imports/cells/truth-word.ts'

const encoder = new TextEncoder()

function number(text: string, { decimal = '.', single = false } = {}): number {
  // Other cells stand around it, which must not be read.
  const bytes = encoder.encode(`7${text}7`)
  return readNumber(bytes, 1, bytes.length - 1, decimal.charCodeAt(0), single)
}

function date(text: string): number {
  const bytes = encoder.encode(`7${text}7`)
  return readDate(bytes, 1, bytes.length - 1)
}

function truth(text: string): number {
  const bytes = encoder.encode(text)
  return readTruthWord(bytes, 0, bytes.length)
}

const decimalText = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.stringMatching(/^\d{0,22}$/),
    fc.option(fc.stringMatching(/^\d{0,22}$/)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e-', 'e+'), fc.integer({ min: 0, max: 330 })))
  )
  .filter(([, whole, fraction]) => whole !== '' || (fraction ?? '') !== '')
  .map(
    ([sign, whole, fraction, power]) =>
      `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${power ? power.join('') : ''}`
  )

describe('readNumber', () => {
  test('gives what Number gives, to the last bit, of any decimal number', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        expect(number(text)).toBe(Number(text))
      }),
      { seed: 1, numRuns: 5000 }
    )
  })

  test('with single gives the same float32 as Number', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        expect(Math.fround(number(text, { single: true }))).toBe(Math.fround(Number(text)))
      }),
      { seed: 2, numRuns: 5000 }
    )
  })

  test('reads any double that was written', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (written) => {
        // String drops the sign of −0.
        const value = written || 0
        expect(number(String(value))).toBe(value)
        expect(number(String(value).replace('.', ','), { decimal: ',' })).toBe(value)
        expect(Math.fround(number(String(value), { single: true }))).toBe(Math.fround(value))
      }),
      { seed: 3, numRuns: 5000 }
    )
  })

  test.each([
    '',
    ' ',
    '-',
    '.',
    '+.',
    'e5',
    '1e',
    '1e+',
    '1 2',
    '0x10',
    '1,5',
    '1_000',
    'Infinity',
    'NaN',
    '12a',
    '--1',
  ])('is NaN of %j', (text) => expect(number(text)).toBeNaN())

  test('leaves blanks around it aside', () => expect(number('  -12.5 ')).toBe(-12.5))
})

describe('readOrderedDate', () => {
  const ordered = (text: string, monthFirst: boolean) => {
    const bytes = encoder.encode(`7${text}7`)
    return readOrderedDate(bytes.subarray(0, bytes.length), 1, bytes.length - 1, monthFirst)
  }
  test.each([
    ['31/01/2020', false, '2020-01-31T00:00Z'],
    ['1/31/2020', true, '2020-01-31T00:00Z'],
    [' 1.2.2020 9:05 ', false, '2020-02-01T09:05Z'],
    ['29-02-2020 23:59:59', false, '2020-02-29T23:59:59Z'],
    ['01/02/2020T10:00Z', true, '2020-01-02T10:00Z'],
  ])('reads %j, month first: %j', (text, monthFirst, iso) => {
    expect(ordered(text, monthFirst)).toBe(Date.parse(iso) / 1000)
  })

  test.each([
    '31/01/202',
    '13/13/2020',
    '30/02/2020',
    '31/01-2020',
    '/01/2020',
    '1//2020',
    '31/01/2020 x',
    '31/01/2020 9',
  ])('is NaN of %j, whichever comes first', (text) => {
    expect(ordered(text, false)).toBeNaN()
    expect(ordered(text, true)).toBeNaN()
  })
})

test.each([
  [20200131, 1580428800],
  [19000101, -2208988800],
  [20200231, NaN],
  [20201301, NaN],
  [18991231, NaN],
  [21010101, NaN],
  [20200131.5, NaN],
  [NaN, NaN],
])('secondsOfStamp(yyyymmdd) of %d is %d', (value, seconds) => expect(secondsOfStamp('yyyymmdd')(value)).toBe(seconds))

describe('readDate', () => {
  test('gives what Date.parse gives of every second of twelve centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2e10, max: 1.8e10 }), (seconds) => {
        const text = new Date(1000 * seconds).toISOString()
        if (/^[+-]/.test(text)) return
        expect(date(text)).toBe(seconds)
        expect(date(text.slice(0, 19).replace('T', ' '))).toBe(seconds)
        expect(date(text.slice(0, 10))).toBe(Date.parse(text.slice(0, 10)) / 1000)
      }),
      { seed: 1, numRuns: 2000 }
    )
  })

  test.each([
    ['2019-01-01 00:00:18', 1546300818],
    ['2019/01/01 00:00', 1546300800],
    ['2019-01-01T02:00:00+02:00', 1546300800],
    ['2018-12-31T20:30:00-0330', 1546300800],
    ['2019-01-01T00:00:00+00', 1546300800],
    ['2019-01-01 00:00:00 UTC', 1546300800],
    ['2019-01-01 00:00:00.250Z', 1546300800.25],
    ['2020-02-29', 1582934400],
  ])('%s is %d', (text, seconds) => expect(date(text)).toBeCloseTo(seconds, 6))

  test.each([
    ...[
      '2019-13-01',
      '2019-02-29',
      '2019-00-10',
      '2019-01-32',
      '01/02/2019',
      '2019-1-1',
      '2019-01-01x',
      '2019-01-01 25:00',
    ],
    ...[
      '2019-01-01 10',
      '2019-01-01 10:60',
      '2019-01/01',
      '2019-01-01 10:00 CET',
      '20190101',
      '2019-01-01 10:00+1',
      '',
    ],
  ])('is NaN of %j', (text) => expect(date(text)).toBeNaN())
})

test('readTruthWord knows yes and no in the usual spellings, and nothing else', () => {
  expect(['true', 'TRUE', ' Yes', 'y', 'T', '1'].map(truth)).toEqual(Array(6).fill(1))
  expect(['false', 'No ', 'n', 'F', '0'].map(truth)).toEqual(Array(5).fill(0))
  expect(['', '2', 'maybe', 'constructor', 'truetrue'].map(truth)).toEqual(Array(5).fill(NaN))
})

test('plainText trims, cuts at 60 characters and drops what steers a terminal or turns text round', () => {
  expect(plainText('  V1\n')).toBe('V1')
  expect(plainText('\u202eevil\u001b[31m\u0000')).toBe('evil[31m')
  expect(plainText('<b>x</b>')).toBe('<b>x</b>')
  expect([...plainText('ä🎲'.repeat(100))]).toHaveLength(60)
  expect(plainText('🎲'.repeat(60))).toBe('🎲'.repeat(60))
})
