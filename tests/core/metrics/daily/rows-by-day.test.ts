import { describe, expect, it } from 'vitest'
import { rowsByDay } from '../../../../src/core/metrics/daily/rows-by-day.ts'
import { sortDescending } from '../../../../src/core/metrics/sort/descending.ts'

function byDay(times: number[]) {
  return rowsByDay(sortDescending(Float32Array.from(times, (_, i) => (i % 7) / 7)), Float64Array.from(times))
}

describe('rowsByDay', () => {
  it('leaves out a first and a last day that rows cover less than half of', () => {
    const hours = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => (from + i) * 3600)
    expect([...(byDay(hours(20, 24 * 3 + 6))?.starts ?? [])]).toEqual([0, 24, 48])
    expect([...(byDay(hours(2, 24 + 23))?.starts ?? [])]).toEqual([0, 22, 45])
    expect([...(byDay(hours(2, 8))?.starts ?? [])]).toEqual([0, 6])
  })

  it('keeps days without rows out, and each day in the order of scores', () => {
    const found = byDay([0, 50_000, 80_000, 5 * 86_400, 5 * 86_400 + 70_000])
    expect([...(found?.starts ?? [])]).toEqual([0, 3, 5])
    expect([...(found?.rows ?? [])]).toEqual([2, 1, 0, 4, 3])
  })

  it('is null without rows', () => {
    expect(byDay([])).toBeNull()
  })
})
