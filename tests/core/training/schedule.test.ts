import { describe, expect, it } from 'vitest'
import { evaluationPoints } from '../../../src/core/training/schedule.ts'

describe('evaluationPoints', () => {
  it('is dense at first, then about forty, and has the end of every epoch', () => {
    const points = evaluationPoints(210_000, 2)
    expect(points.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000])
    expect(points).toContain(210_000)
    expect(points[points.length - 1]).toBe(420_000)
    expect(points.length).toBeGreaterThan(38)
    expect(points.length).toBeLessThan(50)
    expect(points).toEqual([...new Set(points)].sort((a, b) => a - b))
  })

  it('lets as many rows pass as an evaluation measures', () => {
    const points = evaluationPoints(210_000, 2, 50_000)
    expect(points.slice(0, 7)).toEqual([2000, 4000, 8000, 16_000, 32_000, 64_000, 114_000])
    expect(points).toContain(210_000)
    expect(points.length).toBeLessThan(16)
  })

  it('is the end of the epoch alone where there are few rows', () => {
    expect(evaluationPoints(900, 1)).toEqual([900])
  })
})
