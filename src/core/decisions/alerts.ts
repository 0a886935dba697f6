import { daysIn, rowsByDay, type DayRows } from '../metrics/daily/rows-by-day.ts'
import type { Sample } from '../metrics/metric.ts'
import { sortDescending } from '../metrics/sort/descending.ts'
import { dailyCards, type DailyAlerts } from './cards.ts'
import type { DecisionRows } from './decision-rows.ts'
import { worth } from '../value/worth.ts'

/** Each day's k highest scores as alerts, for many k. */
export interface AlertsCurve {
  /** Alerts a day, ascending. */
  readonly capacities: readonly number[]
  /** Days that are averaged over. */
  readonly days: number
  readonly rows: DailyAlerts
  /** With cards in place of rows: a card is as suspect as its highest score of the day. null where rows have no cards. */
  readonly cards: DailyAlerts | null
}

/** Six alerts a day a decade, up to a hundred thousand. */
export const CAPACITIES: readonly number[] = [1, 10, 100, 1000, 10_000]
  .flatMap((decade) => [1, 1.5, 2, 3, 5, 7].map((digit) => digit * decade))
  .filter(Number.isInteger)
  .concat(100_000)

/**
 * Precision, recall and money at k alerts a day; tied scores count by what a random order of them gives. Rows that are
 * a share of their days' traffic get that share of the alerts, and no cards. Where no capacities are asked for, the usual
 * ones as far as it takes to look at every row of the fullest day. With chances as labels all are expected ones, but for cards,
 * which are found or not and so are counted on the labels that fell. null without times or rows.
 */
export function alertsCurve(
  rows: DecisionRows,
  asked?: readonly number[],
  labels: Sample['labels'] = rows.labels
): AlertsCurve | null {
  const byDay = rowsByDay(rows.ranked, rows.times)
  if (!byDay) return null
  const capacities = asked ?? usualFor(byDay, rows.trafficShare)
  const { customers, trafficShare } = rows
  return {
    capacities,
    days: daysIn(byDay),
    rows: dailyRows(byDay, rows, labels, capacities),
    cards: customers && trafficShare === 1 ? dailyCards(byDay, customers, rows.labels, capacities) : null,
  }
}

function usualFor({ starts }: DayRows, trafficShare: number): readonly number[] {
  const fullest = starts.reduce((most, start, day) => Math.max(most, day > 0 ? start - starts[day - 1] : 0), 0)
  return CAPACITIES.filter((_, i) => i < 2 || CAPACITIES[i - 1] * trafficShare < fullest)
}

function dailyRows(
  byDay: DayRows,
  { times, amounts, trafficShare }: DecisionRows,
  labels: Sample['labels'],
  capacities: readonly number[]
): DailyAlerts {
  const ones = capacities.map((capacity) => capacity * trafficShare)
  const found = new Float64Array(ones.length)
  const money = new Float64Array(ones.length)
  const most = new Float64Array(ones.length)
  const labelOf = (row: number) => labels[row]
  const valueOf = (row: number) => (amounts ? labels[row] * worth(amounts[row]) : 0)
  const best = rowsByDay(sortDescending(Float32Array.from(labels)), times) ?? byDay
  let positives = 0
  let allMoney = 0
  for (let day = 0; day < daysIn(byDay); day++) {
    positives += addDay(byDay, day, ones, found, labelOf)
    if (amounts) allMoney += addDay(byDay, day, ones, money, valueOf)
    addDay(best, day, ones, most, labelOf)
  }
  const days = daysIn(byDay)
  return {
    precision: ones.map((k, i) => found[i] / (k * days)),
    recall: ones.map((_, i) => (positives > 0 ? found[i] / positives : null)),
    amount: amounts && ones.map((_, i) => (allMoney > 0 ? money[i] / allMoney : null)),
    limit: ones.map((k, i) => most[i] / (k * days)),
  }
}

/** Adds to `out` what a day's first k rows hold, k ascending in `ones`; gives what the whole day holds. */
function addDay(
  { starts, rows, keys }: DayRows,
  day: number,
  ones: readonly number[],
  out: Float64Array,
  valueOf: (row: number) => number
): number {
  const end = starts[day + 1]
  let sum = 0
  let next = 0
  for (let i = starts[day]; i < end;) {
    const from = i
    let tied = 0
    do tied += valueOf(rows[i])
    while (++i < end && keys[i] === keys[from])
    const before = from - starts[day]
    for (; next < ones.length && ones[next] <= i - starts[day]; next++)
      out[next] += sum + (tied * (ones[next] - before)) / (i - from)
    sum += tied
  }
  for (; next < ones.length; next++) out[next] += sum
  return sum
}
