import { expect, test } from 'vitest'
import { formatTicks } from '../../../src/charts/format.ts'

test('formatTicks(ticks) gives one axis equally many decimals, enough to tell its ticks apart', () => {
  expect(formatTicks([0.876, 0.878, 0.88])).toEqual(['0.876', '0.878', '0.880'])
  expect(formatTicks([0.11832, 0.11834])).toEqual(['0.11832', '0.11834'])
  expect(formatTicks([0, 5, 10])).toEqual(['0', '5', '10'])
  expect(formatTicks([-1, -0.5, 0])).toEqual(['−1.0', '−0.5', '0'])
})
