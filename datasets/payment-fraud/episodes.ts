import { DAY, HOUR } from '../../src/core/kernel/time.ts'
import { SEGMENTS, type Customers } from './customers.ts'
import { CARD_KINDS, TERMINAL } from './payment-profiles.ts'

const KINDS = TERMINAL + 1

/** Fraudulent payments a second while an episode runs: stolen card, takeover, testing, compromised terminal. */
export const PACE_OF_FRAUD = Float64Array.of(2.5 / DAY, 2.5 / DAY, 10 / HOUR, 2.5 / DAY)

/** Mean seconds until an episode is found; for a terminal, until it is reported. */
export const UNTIL_FOUND = Float64Array.of(1 * DAY, 0.8 * DAY, 0.25 * HOUR, 2.5 * DAY)

/** Seconds on average from the report on a terminal until it is cleaned. */
export const UNTIL_CLEANED = 1 * DAY

/** Share of fraud by each kind where fraud is rare. */
const SHARES = [0.45, 0.28, 0.12, 0.15]

/** How much likelier each kind strikes the customers of a segment. */
const FAVOURS = [
  [0.7, 0.9, 1, 1.9, 0.9, 0.6],
  [0.5, 0.6, 0.8, 0.9, 1.2, 2],
  [1.4, 1.4, 1, 1, 0.7, 0.5],
  [1, 1, 1, 1, 1, 1],
]

/** Episodes that begin, a second. */
export interface Hazards {
  /** For a genuine customer, by segment and kind of card fraud. */
  readonly card: Float64Array
  /** The largest of each kind. */
  readonly most: Float64Array
  /** For a clean terminal. */
  readonly terminal: number
}

/** Hazards, all scaled alike, under which the long-run share of fraud among payments is the base rate. */
export function solveHazards(baseRate: number, customers: Customers, terminals: number): Hazards {
  const people = new Float64Array(SEGMENTS.length)
  for (const segment of customers.segment) people[segment]++
  const wanted = (customers.totalRate * baseRate) / (1 - baseRate)
  let low = 0
  let high = 1
  while (fraudRate(hazardsOf(high, customers, terminals), people, terminals) < wanted) high *= 2
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (fraudRate(hazardsOf(middle, customers, terminals), people, terminals) < wanted) low = middle
    else high = middle
  }
  return hazardsOf((low + high) / 2, customers, terminals)
}

/** Hazards at which rare fraud would come at `scale` times the pace of genuine payments. */
function hazardsOf(scale: number, customers: Customers, terminals: number): Hazards {
  const fraud = SHARES.map((share) => scale * share * customers.totalRate)
  const card = new Float64Array(SEGMENTS.length * CARD_KINDS)
  const most = new Float64Array(KINDS)
  for (let cell = 0; cell < card.length; cell++) {
    const kind = cell % CARD_KINDS
    const payments = PACE_OF_FRAUD[kind] * UNTIL_FOUND[kind]
    card[cell] = (FAVOURS[kind][Math.floor(cell / CARD_KINDS)] * fraud[kind]) / (payments * customers.count)
    most[kind] = Math.max(most[kind], card[cell])
  }
  const payments = PACE_OF_FRAUD[TERMINAL] * (UNTIL_FOUND[TERMINAL] + UNTIL_CLEANED)
  most[TERMINAL] = fraud[TERMINAL] / (payments * terminals)
  return { card, most, terminal: most[TERMINAL] }
}

/** Fraudulent payments a second in the long run, by the stationary chance of each state. */
function fraudRate(hazards: Hazards, people: Float64Array, terminals: number): number {
  let rate = 0
  people.forEach((count, segment) => {
    let total = 1
    let paying = 0
    for (let kind = 0; kind < CARD_KINDS; kind++) {
      const odds = hazards.card[segment * CARD_KINDS + kind] * UNTIL_FOUND[kind]
      total += odds
      paying += odds * PACE_OF_FRAUD[kind]
    }
    rate += (count * paying) / total
  })
  const odds = hazards.terminal * (UNTIL_FOUND[TERMINAL] + UNTIL_CLEANED)
  return rate + (terminals * PACE_OF_FRAUD[TERMINAL] * odds) / (1 + odds)
}
