import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWrittenNumber } from '../../../datasets/imports/cells/written-number.ts'

const encoder = new TextEncoder()

function number(text: string, decimal: '.' | ',' = '.'): number {
  // Other cells stand around it, which must not be read.
  const bytes = encoder.encode(`7${text}-`)
  return readWrittenNumber(bytes, 1, bytes.length - 1, decimal.charCodeAt(0), false)
}

/** The digits of a number in groups. */
function grouped(whole: number, sign: string, isIndian = false): string {
  const digits = String(whole)
  return digits.replace(isIndian ? /\B(?=(?:\d\d)*\d{3}$)/g : /\B(?=(?:\d{3})+$)/g, sign)
}

describe('readWrittenNumber', () => {
  test('gives back any number written with groups, whatever groups it', () => {
    const blanks = [' ', '\u00a0', '\u202f', '\u2009', "'", '’']
    fc.assert(
      fc.property(fc.nat(1e12), fc.nat(99), fc.constantFrom(...blanks), (whole, cents, blank) => {
        const fraction = String(cents).padStart(2, '0')
        const value = Number(`${whole}.${fraction}`)
        for (const [text, decimal] of [
          [`${grouped(whole, ',')}.${fraction}`, '.'],
          [`${grouped(whole, ',', true)}.${fraction}`, '.'],
          [`${grouped(whole, blank)}.${fraction}`, '.'],
          [`${grouped(whole, '.')},${fraction}`, ','],
          [`${grouped(whole, blank)},${fraction}`, ','],
        ] as const) {
          expect(number(text, decimal), text).toBe(value)
          expect(number(`(${text})`, decimal), text).toBe(-value)
          expect(number(`-${text}`, decimal), text).toBe(-value)
          expect(number(`${text} €`, decimal), text).toBe(value)
        }
      }),
      { seed: 1, numRuns: 1000 }
    )
  })

  test.each([
    ['$1,234.56', 1234.56],
    ['-$1,234.56', -1234.56],
    ['$-1,234.56', -1234.56],
    ['($1,234.50)', -1234.5],
    ['USD 1,234', 1234],
    ["CHF 1'234.50", 1234.5],
    ['1,234.50 kr', 1234.5],
    ['R$ 1,234.50', 1234.5],
    ['£0.99', 0.99],
    ['₹12,34,567', 1234567],
    ['8.27%', 8.27],
    ['12 %', 12],
    ['-3.5%', -3.5],
    ['1,234.50-', -1234.5],
    ['−12.5', -12.5],
    ['+12.5', 12.5],
    ['\u00a082.66\u00a0', 82.66],
    ['1.5E+03', 1500],
    ['1.5E−03', 0.0015],
    ['-.5', -0.5],
  ])('reads %j as %d', (text, value) => expect(number(text)).toBe(value))

  test.each([
    ['82,66', 82.66],
    ['1.234', 1234],
    ['1.234.567,89', 1234567.89],
    ['€ 1.234,50', 1234.5],
    ['1.234,50 EUR', 1234.5],
    ['8 265,71', 8265.71],
    ['12,5 %', 12.5],
    ['1,5E+03', 1500],
  ])('reads %j as %d with a decimal comma', (text, value) => expect(number(text, ',')).toBe(value))

  test.each([
    ...[
      '',
      ' ',
      '-',
      '$',
      '%',
      '()',
      '1,2',
      '1,23',
      '1,2345',
      '12,34',
      '1234,567',
      '0,123',
      '1,234,56',
      '1 23',
      '1,234 567',
    ],
    ...[
      '(5',
      '5)',
      '--5',
      '(-5)',
      '$5€',
      '5%%',
      '$5%',
      'a5',
      '5a',
      '1.2.3',
      '2020-01-01',
      '10:30',
      '555-1234',
      '1e',
      'EUR',
      '5 km',
    ],
  ])('is NaN of %j', (text) => expect(number(text)).toBeNaN())

  test.each(['1,234.56', '1.2', '12.34', '1.2345', '0.123', '1.234.56'])('is NaN of %j with a decimal comma', (text) =>
    expect(number(text, ',')).toBeNaN()
  )
})
