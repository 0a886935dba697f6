import { expect, test } from 'vitest'
import {
  formatAmount,
  formatBytes,
  formatCompact,
  formatCount,
  formatDelta,
  formatMetric,
  formatDigits,
  formatPer10000,
  formatProbability,
  formatRate,
  formatTally,
  formatTick,
  formatValue,
} from '../../../src/core/kernel/numbers.ts'

test('formatMetric(value) keeps four decimals, three significant digits when small, and says n/a', () => {
  expect(formatMetric(0.79214)).toBe('0.7921')
  expect(formatMetric(0.00092345)).toBe('0.000923')
  expect(formatMetric(0)).toBe('0.0000')
  expect(formatMetric(-0.5)).toBe('−0.5000')
  expect(formatMetric(412_345)).toBe('412,345')
  expect(formatMetric(null)).toBe('n/a')
  expect(formatMetric(NaN)).toBe('n/a')
  expect(formatMetric(Infinity)).toBe('∞')
})

test('formatDelta(difference) always carries its sign, and is ±0 where it rounds to nothing', () => {
  expect(formatDelta(0.00588)).toBe('+0.0059')
  expect(formatDelta(-0.0102)).toBe('−0.0102')
  expect(formatDelta(0)).toBe('±0')
  expect(formatDelta(null)).toBe('n/a')
})

test('formatAmount(amount) has three significant digits below a hundred, and whole numbers above', () => {
  expect([1.234, 0, 99.96, 12_345.6, -3.456, 0.01234].map(formatAmount)).toEqual([
    '1.23',
    '0',
    '100',
    '12,346',
    '\u22123.46',
    '0.0123',
  ])
  expect(formatAmount(null)).toBe('n/a')
})

test('formatRate(share) has two significant digits at any size', () => {
  expect(formatRate(0.0312)).toBe('3.1\u202f%')
  expect(formatRate(0.000123)).toBe('0.012\u202f%')
  expect(formatRate(0.0000012)).toBe('0.00012\u202f%')
  expect(formatRate(1)).toBe('100\u202f%')
  expect(formatRate(0)).toBe('0\u202f%')
  expect(formatRate(undefined)).toBe('n/a')
})

test('formatCount(count) parts thousands by commas', () => {
  expect(formatCount(300_000)).toBe('300,000')
  expect(formatCount(1_234_567.4)).toBe('1,234,567')
  expect(formatCount(999)).toBe('999')
})

test('formatPer10000(share) counts of ten thousand', () => {
  expect(formatPer10000(0.0312)).toBe('312')
  expect(formatPer10000(0.00029)).toBe('2.9')
  expect(formatPer10000(0.98)).toBe('9,800')
})

test('axis forms stay short', () => {
  expect([0, 50_000, 1_500_000, 2e9].map(formatCompact)).toEqual(['0', '50k', '1.5M', '2B'])
  expect([0.1 + 0.2, 0, -2.5, 0.0005, 0.00012].map(formatTick)).toEqual(['0.3', '0', '−2.5', '0.0005', '0.00012'])
  expect([0.0001, 0.01, 0.5].map(formatProbability)).toEqual(['0.01\u202f%', '1\u202f%', '50\u202f%'])
  expect([2e22, 123_456, 1e-7].map((value) => formatDigits(value, 9))).toEqual(['2·10^22', '123456', '1·10^−7'])
  expect(formatDigits(1_500_001, 7)).toBe('1500001')
  expect(formatBytes(23_400_000)).toBe('23\u202fMB')
})

test('formatTally(count) has a decimal where a count is an expected one', () => {
  expect([51, 51.26, 1204.3].map(formatTally)).toEqual(['51', '51.3', '1,204'])
})

test('formatValue(value) keeps six digits', () => {
  expect([1234567, 0.1 + 0.2, -4.5, 912.3, 0].map(formatValue)).toEqual(['1,234,570', '0.3', '\u22124.5', '912.3', '0'])
})
