import type { DailyAlerts } from './alerts.ts'
import type { DayRows } from './days.ts'
import { denseIds } from './dense.ts'

/** The cards of each day, the most suspect first, and whether a positive was among their rows of that day. */
interface DayCards {
  readonly starts: Uint32Array
  readonly cards: Uint32Array
  /** Of each card's highest score: equal keys are tied. */
  readonly keys: Uint32Array
  readonly isHit: Uint8Array
  readonly count: number
}

/**
 * Cards looked at a day, of those not found on an earlier one: a found card is blocked and raises no more alerts
 * (card precision of the Fraud Detection Handbook, as the metric of that name). Cards tied across the k-th place share
 * the places left, and each is found to that extent. Recall is of the cards with a positive on any of the days.
 */
export function dailyCards(
  byDay: DayRows,
  customers: Uint32Array,
  labels: Uint8Array,
  capacities: readonly number[]
): DailyAlerts {
  const lists = cardsByDay(byDay, customers, labels)
  const days = lists.starts.length - 1
  const hit = new Set<number>()
  const hitsOfDay = new Uint32Array(days)
  for (let day = 0; day < days; day++)
    for (let i = lists.starts[day]; i < lists.starts[day + 1]; i++) {
      if (lists.isHit[i] === 0) continue
      hit.add(lists.cards[i])
      hitsOfDay[day]++
    }
  const found = capacities.map((capacity) => foundWith(lists, capacity))
  const most = capacities.map((capacity) => hitsOfDay.reduce((sum, hits) => sum + Math.min(capacity, hits), 0))
  return {
    precision: capacities.map((capacity, i) => found[i] / (capacity * days)),
    recall: found.map((cards) => (hit.size > 0 ? cards / hit.size : null)),
    amount: null,
    limit: capacities.map((capacity, i) => Math.min(most[i], hit.size) / (capacity * days)),
  }
}

function cardsByDay({ starts, rows, keys }: DayRows, customers: Uint32Array, labels: Uint8Array): DayCards {
  const { of, count } = denseIds(customers)
  const cards = new Uint32Array(rows.length)
  const cardKeys = new Uint32Array(rows.length)
  const isHit = new Uint8Array(rows.length)
  const seenOn = new Int32Array(count).fill(-1)
  const placeOf = new Uint32Array(count)
  const ends = new Uint32Array(starts.length)
  let next = 0
  for (let day = 0; day + 1 < starts.length; day++) {
    for (let i = starts[day]; i < starts[day + 1]; i++) {
      const card = of[rows[i]]
      if (seenOn[card] !== day) {
        seenOn[card] = day
        placeOf[card] = next
        cardKeys[next] = keys[i]
        cards[next++] = card
      }
      isHit[placeOf[card]] |= labels[rows[i]]
    }
    ends[day + 1] = next
  }
  return { starts: ends, cards, keys: cardKeys, isHit, count }
}

function foundWith({ starts, cards, keys, isHit, count }: DayCards, capacity: number): number {
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
