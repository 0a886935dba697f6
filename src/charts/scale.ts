/** What the drawing vocabulary asks of a D3 scale of numbers. */
export interface Scale {
  (value: number): number
  ticks(count?: number): number[]
  domain(): number[]
  range(): number[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Margin {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** At most `limit` of the items, evenly taken, first and last kept. */
export function decimate<T>(items: readonly T[], limit: number): readonly T[] {
  if (items.length <= limit) return items
  return Array.from({ length: limit }, (_, i) => items[Math.round((i * (items.length - 1)) / (limit - 1))])
}

/** A domain that is never empty: a single value gets room on both sides. */
export function roomy(low: number, high: number, share = 0.05): [number, number] {
  if (!(high > low)) {
    const room = Math.abs(low) * 0.1 || 1
    return [low - room, low + room]
  }
  const room = (high - low) * share
  return [low - room, high + room]
}

/** Powers of ten (with 2 and 5 between them where few) inside a logarithmic domain. */
export function logTicks(low: number, high: number): number[] {
  const ticks: number[] = []
  const decades = Math.log10(high / low)
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    for (const digit of decades > 3 ? [1] : decades > 1.5 ? [1, 3] : [1, 2, 5]) {
      const tick = Number(`${digit}e${power}`)
      if (tick >= low * 0.999 && tick <= high * 1.001) ticks.push(tick)
    }
  return ticks
}

/** Probabilities that make readable ticks of a logit axis. */
export const PROBABILITIES = [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999] as const
