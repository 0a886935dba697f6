import type { Random } from '../../src/core/kernel/random.ts'
import { bisect, type Calibration } from './calibrate.ts'

/** Days between the independent levels that a slow and a quick wave pass through, and each wave's share of variance. */
const WAVES = [
  { period: 24, share: 0.75 },
  { period: 5, share: 0.25 },
]

/** What each ad category's appeal has gained on a day, in logits, by code. */
export type Wander = (day: number) => Float64Array

/**
 * Value noise: each wave passes smoothly between normal levels drawn by counter, so any day is known without the days
 * before. Each day all categories are shifted alike so that the expected base rate stays: what one gains the others lose.
 */
export function createWander(
  deviation: number,
  categories: number,
  baseRate: number,
  { rateWith }: Calibration,
  random: Random
): Wander {
  const streams = WAVES.map((_, i) => random.stream(`wave ${i}`))
  const gains = new Float64Array(categories)
  const levels = [new Float64Array(categories), new Float64Array(categories)]
  let known = -1
  return (day) => {
    if (deviation === 0 || day === known) return gains
    gains.fill(0)
    WAVES.forEach(({ period, share }, i) => {
      const before = Math.floor(day / period)
      const t = day / period - before
      const turn = t * t * (3 - 2 * t)
      // Two independent levels mixed by 1 − turn and turn would vary less midway: this keeps the variance.
      const scale = deviation * Math.sqrt(share / ((1 - turn) * (1 - turn) + turn * turn))
      streams[i].at(before).normals(levels[0])
      streams[i].at(before + 1).normals(levels[1])
      for (let g = 0; g < gains.length; g++) gains[g] += scale * ((1 - turn) * levels[0][g] + turn * levels[1][g])
    })
    const shift = bisect(-4, 4, 24, (middle) => rateWith(gains, middle) < baseRate)
    for (let g = 0; g < gains.length; g++) gains[g] += shift
    known = day
    return gains
  }
}
