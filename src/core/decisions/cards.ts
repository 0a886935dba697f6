import { cardsByDay, cardsFound } from '../metrics/daily/cards.ts'
import { daysIn, type DayRows } from '../metrics/daily/rows-by-day.ts'

/** One value a capacity. */
export interface DailyAlerts {
  /** Mean over days of right alerts over k, also where a day has fewer than k. */
  readonly precision: readonly number[]
  /** Share of the positives of these days that is found; null without positives. */
  readonly recall: readonly (number | null)[]
  /** Share of the positives' money that is found; null without amounts. */
  readonly amount: readonly (number | null)[] | null
  /** No order of the alerts can be more precise. */
  readonly limit: readonly number[]
}

/**
 * Cards looked at a day, of those not found on an earlier one: a found card is blocked and raises no more alerts
 * (card precision of the Fraud Detection Handbook). Counted by what the metric of that name counts by. Recall is of the
 * cards with a positive on any of the days.
 */
export function dailyCards(
  byDay: DayRows,
  customers: Uint32Array,
  labels: Uint8Array,
  capacities: readonly number[]
): DailyAlerts {
  const lists = cardsByDay(byDay, customers, labels)
  const days = daysIn(byDay)
  const hit = new Set<number>()
  const hitsOfDay = new Uint32Array(days)
  for (let day = 0; day < days; day++)
    for (let i = lists.starts[day]; i < lists.starts[day + 1]; i++) {
      if (lists.isHit[i] === 0) continue
      hit.add(lists.cards[i])
      hitsOfDay[day]++
    }
  const found = capacities.map((capacity) => cardsFound(lists, capacity))
  const most = capacities.map((capacity) => hitsOfDay.reduce((sum, hits) => sum + Math.min(capacity, hits), 0))
  return {
    precision: capacities.map((capacity, i) => found[i] / (capacity * days)),
    recall: found.map((cards) => (hit.size > 0 ? cards / hit.size : null)),
    amount: null,
    limit: capacities.map((capacity, i) => Math.min(most[i], hit.size) / (capacity * days)),
  }
}
