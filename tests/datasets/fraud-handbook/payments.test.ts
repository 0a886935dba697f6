import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { nearby, scatter } from '../../../datasets/fraud-handbook/map.ts'
import { drawPayments, poisson } from '../../../datasets/fraud-handbook/payments.ts'
import { drawProfiles, type Size } from '../../../datasets/fraud-handbook/profiles.ts'
import { Random } from '../../../src/core/kernel/random.ts'

describe('poisson', () => {
  it.each([0.05, 0.7, 3.9])('has mean and variance %f', (rate) => {
    const random = Random.of(3)
    const draws = 200_000
    let sum = 0
    let squares = 0
    for (let i = 0; i < draws; i++) {
      const count = poisson(Math.exp(-rate), random)
      sum += count
      squares += count * count
    }
    const mean = sum / draws
    expect(Math.abs(mean - rate)).toBeLessThan(4 * Math.sqrt(rate / draws))
    // The variance of a sample variance of a Poisson is (rate + 2 rate²) / draws.
    const variance = squares / draws - mean * mean
    expect(Math.abs(variance - rate)).toBeLessThan(4 * Math.sqrt((rate + 2 * rate * rate) / draws))
  })
})

describe('drawProfiles', () => {
  it('reaches as many terminals as stand within the radius, edges of the map apart', () => {
    const size: Size = { customers: 5_000, terminals: 10_000, radius: 5, days: 1 }
    const { starts, meanAmount, perDay } = drawProfiles(size, Random.of(1))
    // π r² terminals to a unit, less what a square of side L loses at its edges: 8 r³ / 3 L and r⁴ / 2 L² (both sides).
    const expected = 10_000 * ((Math.PI * 25) / 1e4 - (8 * 125) / (3 * 1e6) + 625 / (2 * 1e8))
    expect(Math.abs(starts[size.customers] / size.customers / expected - 1)).toBeLessThan(0.02)
    expect(meanAmount.reduce((sum, each) => sum + each, 0) / size.customers).toBeCloseTo(52.5, -0.3)
    expect(perDay.reduce((sum, each) => sum + each, 0) / size.customers).toBeCloseTo(2, 0.5)
    expect(Math.min(...meanAmount)).toBeGreaterThan(5)
    expect(Math.max(...perDay)).toBeLessThan(4)
  })
})

describe('nearby', () => {
  it.each([0.5, 5, 33, 40, 150])('within %f of a point stand those that a search of all finds', (radius) => {
    const places = scatter(400, Random.of(2))
    const near = nearby(places, radius)
    for (const [x, y] of [
      [0, 0],
      [50, 50],
      [99.99, 3],
      [places.x[7], places.y[7]],
    ]) {
      const found: number[] = []
      near(x, y, found)
      const all = [...places.x.keys()].filter((i) => Math.hypot(places.x[i] - x, places.y[i] - y) < radius)
      expect(found.sort((a, b) => a - b)).toEqual(all)
    }
  })

  it('a place just at the radius is out of reach', () => {
    const found: number[] = []
    nearby({ x: Float64Array.of(10, 13), y: Float64Array.of(10, 14) }, 5)(10, 10, found)
    expect(found).toEqual([0])
  })
})

describe('drawPayments', () => {
  const size: Size = { customers: 400, terminals: 500, radius: 30, days: 120 }
  const profiles = drawProfiles(size, Random.of(5))
  const { rows, time, customer, terminal, cents } = drawPayments(size, profiles, Random.of(6))

  it('drops what falls on another day: 0.969 of the payments started are left', () => {
    const started = size.days * profiles.perDay.reduce((sum, rate) => sum + rate, 0)
    // Four standard deviations of a Poisson count.
    expect(Math.abs(rows - 0.969225 * started)).toBeLessThan(4 * Math.sqrt(0.97 * started))
  })

  it('draws each customer’s amounts about its mean, and none below 0', () => {
    const sums = new Float64Array(size.customers)
    const counts = new Float64Array(size.customers)
    for (let row = 0; row < rows; row++) {
      sums[customer[row]] += cents[row] / 100 / profiles.meanAmount[customer[row]]
      counts[customer[row]]++
    }
    // Per unit of the mean: N(1, ½²), and where that is below 0 (chance Φ(−2)) uniform on 0 … 2.
    const phi = Math.exp(-2) / Math.sqrt(2 * Math.PI)
    const tail = 0.0227501319
    const expected = 1 - tail + phi / 2 + tail
    const total = sums.reduce((sum, each) => sum + each, 0)
    expect(Math.abs(total / rows - expected)).toBeLessThan((4 * 0.5) / Math.sqrt(rows))
    expect(cents.every((amount) => amount >= 0)).toBe(true)
  })

  it('uses every terminal within reach alike, and no other', () => {
    const uses = new Map<number, number>()
    const busiest = profiles.perDay.indexOf(Math.max(...profiles.perDay))
    const reach = profiles.reachable.subarray(profiles.starts[busiest], profiles.starts[busiest + 1])
    let all = 0
    for (let row = 0; row < rows; row++) {
      if (customer[row] !== busiest) continue
      all++
      uses.set(terminal[row], (uses.get(terminal[row]) ?? 0) + 1)
    }
    expect([...uses.keys()].every((id) => reach.includes(id))).toBe(true)
    const mean = all / reach.length
    const chi = [...reach].reduce((sum, id) => sum + ((uses.get(id) ?? 0) - mean) ** 2 / mean, 0)
    expect(Math.abs(chi - (reach.length - 1))).toBeLessThan(5 * Math.sqrt(2 * (reach.length - 1)))
  })

  it('puts the first days alike however many days follow', () => {
    const short = drawPayments({ ...size, days: 10 }, profiles, Random.of(6))
    expect(time.slice(0, short.rows)).toEqual(short.time)
    expect(time[short.rows]).toBeGreaterThan(10 * DAY)
  })
})
