import { describe, expect, it } from 'vitest'
import { wasImproving } from '../../../src/core/training/improving.ts'

const TRIVIAL = 0.5
const readings = (losses: readonly number[]) => losses.map((loss, i) => ({ rowsSeen: 1000 * (i + 1), loss }))

describe('wasImproving', () => {
  it('is true of a training cut off on its way down', () => {
    expect(wasImproving(readings([0.49, 0.48, 0.47, 0.46, 0.45]), TRIVIAL)).toBe(true)
  })

  it('is true of two small steps, which gained little and half of it in the last', () => {
    expect(wasImproving(readings([0.499, 0.498]), TRIVIAL)).toBe(true)
  })

  it('is false where the last reading is not the best', () => {
    expect(wasImproving(readings([0.49, 0.4, 0.39, 0.38, 0.381]), TRIVIAL)).toBe(false)
  })

  it('is false of a training that settles: the last fifth gained less than a twentieth of all', () => {
    expect(wasImproving(readings([0.4, 0.35, 0.31, 0.305, 0.303]), TRIVIAL)).toBe(false)
  })

  it('is false where nothing was learnt, and a hair’s breadth gained', () => {
    expect(wasImproving(readings([0.5, 0.5, 0.5, 0.5, 0.4999]), TRIVIAL)).toBe(false)
  })

  it('holds a single reading against who always says the base rate', () => {
    expect(wasImproving(readings([0.45]), TRIVIAL)).toBe(true)
    expect(wasImproving(readings([0.5]), TRIVIAL)).toBe(false)
    expect(wasImproving([], TRIVIAL)).toBe(false)
    expect(wasImproving(readings([0.45]), null)).toBe(false)
  })
})
