import type { Sample } from '../metric.ts'
import { daysIn, type DayRows } from './rows-by-day.ts'

/** The cards of each day, the most suspect first: a card is as suspect as its highest score of the day. */
export interface DayCards {
  /** Day `d` has the places `starts[d]` … `starts[d + 1] − 1` of the arrays below. */
  readonly starts: Uint32Array
  readonly cards: Uint32Array
  /** Of each card's highest score: equal keys are tied. */
  readonly keys: Uint32Array
  /** 1 where a positive was among the card's rows of that day. */
  readonly isHit: Uint8Array
  /** Every card is below it. */
  readonly count: number
}

export function cardsByDay(byDay: DayRows, customers: Uint32Array, labels: Sample['labels']): DayCards {
  const { starts, rows, keys } = byDay
  const count = customers.reduce((most, customer) => Math.max(most, customer), 0) + 1
  const cards = new Uint32Array(rows.length)
  const cardKeys = new Uint32Array(rows.length)
  const isHit = new Uint8Array(rows.length)
  const seenOn = new Int32Array(count).fill(-1)
  const placeOf = new Uint32Array(count)
  const ends = new Uint32Array(starts.length)
  let next = 0
  for (let day = 0; day < daysIn(byDay); day++) {
    for (let i = starts[day]; i < starts[day + 1]; i++) {
      const card = customers[rows[i]]
      if (seenOn[card] !== day) {
        seenOn[card] = day
        placeOf[card] = next
        cardKeys[next] = keys[i]
        cards[next++] = card
      }
      if (labels[rows[i]] > 0) isHit[placeOf[card]] = 1
    }
    ends[day + 1] = next
  }
  return { starts: ends, cards, keys: cardKeys, isHit, count }
}

/**
 * Compromised cards found in all by so many alerts a day: a card found is blocked and gone the days after. Cards tied
 * across the last place share the places left, and each is found to that extent.
 */
export function cardsFound({ starts, cards, keys, isHit, count }: DayCards, capacity: number): number {
  /** Chance that a card has not been found on an earlier day. */
  const presence = new Float64Array(count).fill(1)
  let found = 0
  for (let day = 0; day + 1 < starts.length; day++) {
    const end = starts[day + 1]
    let left = capacity
    for (let i = starts[day]; i < end && left > 0;) {
      const from = i
      let tied = 0
      do tied += presence[cards[i]]
      while (++i < end && keys[i] === keys[from])
      const share = tied > left ? left / tied : 1
      left -= share * tied
      for (let j = from; j < i; j++) {
        if (isHit[j] === 0) continue
        found += share * presence[cards[j]]
        presence[cards[j]] *= 1 - share
      }
    }
  }
  return found
}
