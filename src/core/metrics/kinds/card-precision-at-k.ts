import { cardsByDay, cardsFound } from '../daily/cards.ts'
import { daysIn, rowsByDay } from '../daily/rows-by-day.ts'
import type { Metric, Sample } from '../metric.ts'
import { hasNaN, orderOf } from '../order.ts'

/** Card Precision top-k of Le Borgne et al. 2022, "Reproducible Machine Learning for Credit Card Fraud Detection", chapter 4. */
export const cardPrecision = {
  id: 'cardPrecision',
  label: 'Card precision@k',
  help: 'Share with a positive among the k customers alerted each day, mean over days; one who was found is blocked and gone the days after. Customers are cards in the handbook, and groups in a file. A first or last day of which rows cover less than half does not count. Where fewer than k have a positive it cannot reach 1.',
  better: 'higher',
  atK: 'alerts',
  expected: false,
  ceiling: false,
  needs: ['labels', 'times', 'customers'],
  measure: (sample, { alerts }) => meanOverDays(sample, alerts),
} as const satisfies Metric

/**
 * By whole days, as the handbook tests: the first and the last are left out where rows cover less than half of them
 * and another day is left. null without times, customers or positives on these days, or where a score is not a number.
 */
function meanOverDays(sample: Sample, k: number): number | null {
  const { labels, times, customers } = sample
  if (!times || !customers) return null
  const order = orderOf(sample)
  const byDay = hasNaN(order.keys) ? null : rowsByDay(order, times)
  if (!byDay) return null
  const cards = cardsByDay(byDay, customers, labels)
  return cards.isHit.includes(1) ? cardsFound(cards, k) / (k * daysIn(byDay)) : null
}
