import type { Metric, Sample } from '../metric.ts'
import { hasNaN } from '../order.ts'
import { sortDescending } from '../sort/descending.ts'

const DAY = 86_400

/** Card Precision top-k of Le Borgne et al. 2022, "Reproducible Machine Learning for Credit Card Fraud Detection", chapter 4. */
export const cardPrecision = {
  id: 'cardPrecision',
  label: 'Card precision@k',
  help: 'Share of compromised cards among the k cards alerted each day, mean over days; a card found is blocked and gone the days after. Where fewer than k cards are compromised it cannot reach 1.',
  better: 'higher',
  atK: 'alerts',
  expected: false,
  ceiling: false,
  measure: (sample, { alerts }) => meanOverDays(sample, alerts),
} as const satisfies Metric

/**
 * A card is as suspicious as its worst payment of the day. Cards tied across the k-th place share the places left, and
 * each is found to that extent. null without times, customers or positives, or where a score is not a number.
 */
function meanOverDays({ scores, labels, times, customers }: Sample, k: number): number | null {
  if (!times || !customers || !labels.some((label) => label > 0)) return null
  const cards = customers.reduce((most, customer) => Math.max(most, customer), 0) + 1
  /** Chance that a card has not been found on an earlier day. */
  const presence = new Float64Array(cards).fill(1)
  const today = dayOfCards(cards)
  let sum = 0
  let days = 0
  for (let from = 0; from < scores.length;) {
    const day = Math.floor(times[from] / DAY)
    let to = from
    while (to < scores.length && Math.floor(times[to] / DAY) === day) to++
    const precision = alertDay(today(scores, labels, customers, from, to), presence, k)
    if (precision === null) return null
    sum += precision
    days++
    from = to
  }
  return sum / days
}

interface Cards {
  readonly customers: readonly number[]
  readonly scores: Float32Array
  readonly compromised: Uint8Array
}

/** Gathers the cards of a day, with the worst score and the worst label of each. */
function dayOfCards(cards: number) {
  const placeOf = new Int32Array(cards).fill(-1)
  return (scores: Float32Array, labels: Sample['labels'], customers: Uint32Array, from: number, to: number): Cards => {
    const seen: number[] = []
    const worst = new Float32Array(to - from)
    const compromised = new Uint8Array(to - from)
    for (let row = from; row < to; row++) {
      const customer = customers[row]
      if (placeOf[customer] < 0) {
        placeOf[customer] = seen.length
        worst[seen.length] = scores[row]
        seen.push(customer)
      }
      const place = placeOf[customer]
      if (!(scores[row] <= worst[place])) worst[place] = scores[row]
      if (labels[row] > 0) compromised[place] = 1
    }
    for (const customer of seen) placeOf[customer] = -1
    return { customers: seen, scores: worst.subarray(0, seen.length), compromised }
  }
}

/** Precision among the k most suspicious cards still present; takes the compromised ones found off `presence`. */
function alertDay({ customers, scores, compromised }: Cards, presence: Float64Array, k: number): number | null {
  const { rows, keys } = sortDescending(scores)
  if (hasNaN(keys)) return null
  let left = k
  let found = 0
  for (let i = 0; i < rows.length && left > 0;) {
    const start = i
    let tied = 0
    do tied += presence[customers[rows[i]]]
    while (++i < rows.length && keys[i] === keys[start])
    const share = tied > left ? left / tied : 1
    for (let j = start; j < i; j++) {
      if (!compromised[rows[j]]) continue
      const customer = customers[rows[j]]
      found += share * presence[customer]
      presence[customer] *= 1 - share
    }
    left -= share * tied
  }
  return found / k
}
