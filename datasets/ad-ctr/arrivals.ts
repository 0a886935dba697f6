import { DAY, HOUR } from '../../src/core/kernel/time.ts'
import type { Random } from '../../src/core/kernel/random.ts'

const REQUESTS_PER_DAY = 1_500

/** Share of a day's requests that each hour sees. */
export const HOURLY = shares([
  16, 10, 7, 5, 5, 8, 16, 30, 44, 52, 56, 58, 62, 60, 56, 54, 54, 58, 66, 76, 84, 80, 58, 33,
])

/** Requests expected before each hour of a day. */
const BEFORE = HOURLY.reduce((sums, share) => [...sums, sums[sums.length - 1] + share * REQUESTS_PER_DAY], [0])

/** Second at which a request arrives: the expected number of arrivals reaches request + u, u uniform, so times ascend. */
export function arrivalOf(request: number, random: Random): number {
  const count = request + random.at(request).uniform()
  const day = Math.floor(count / REQUESTS_PER_DAY)
  const rest = count - day * REQUESTS_PER_DAY
  let hour = 0
  while (hour < 23 && rest >= BEFORE[hour + 1]) hour++
  const within = (rest - BEFORE[hour]) / (BEFORE[hour + 1] - BEFORE[hour])
  return day * DAY + (hour + Math.min(within, 0.9999999)) * HOUR
}

/** First request that arrives at or after a time. */
export function requestAt(time: number, random: Random): number {
  if (!(time > 0)) return 0
  const day = Math.floor(time / DAY)
  const hours = (time - day * DAY) / HOUR
  const hour = Math.min(23, Math.floor(hours))
  const expected = day * REQUESTS_PER_DAY + BEFORE[hour] + (hours - hour) * (BEFORE[hour + 1] - BEFORE[hour])
  let request = Math.max(0, Math.floor(expected) - 1)
  while (arrivalOf(request, random) < time) request++
  return request
}

export function hourOf(time: number): number {
  return Math.floor((time % DAY) / HOUR)
}

function shares(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}
