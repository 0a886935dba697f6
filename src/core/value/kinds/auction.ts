import { auctionKnobs, type AuctionSettings } from '../auction-knobs.ts'
import type { Candidates, DecisionKind, Decisions, Outcome, ValueRows } from '../decision-kind.ts'
import { requestStarts } from '../requests.ts'
import { secondPrice } from '../second-price.ts'

export const auction: DecisionKind<typeof auctionKnobs> = {
  id: 'auction',
  label: 'Auction',
  help:
    'The ads of a request are ranked by bid × predicted P(click), and the first ones get the slots. An ad pays per click, and only what ' +
    'it takes to stay above the next one: bid × P(click) of the next, over its own P(click). So a wrong probability both shows the wrong ad and asks the wrong price. ' +
    'Revenue has no ceiling: wrong probabilities can charge winners too much and earn more. What the clicks are worth to those who bid has one, and the truth reaches it.',
  words: { value: 'revenue', welfare: 'worth of the clicks', trivial: 'bids alone', chosen: 'shown ads' },
  unit: 'dollars',
  per: { count: 1000, of: 'requests' },
  knobs: auctionKnobs,
  onLabels: 'inverse propensity',
  // Among all scores the truth gives the most worth, not the most revenue: a seller may gain by ranking wrongly.
  hasCeiling: false,
  lacks: ({ requests, slots }) => (requests && slots ? null : 'these rows are no candidates for slots'),

  decide: (rows, { scores, atTop }, settings) => allocate(rows, atTop ?? scores, settings),

  informed: (rows, settings) => rows.relevance && allocate(rows, rows.relevance, settings),

  trivial: (rows, settings) => allocate(rows, new Float32Array(rows.labels.length).fill(1), settings),

  value: (decisions, rows, outcome) => decisions.price && paidFor(decisions, decisions.price, rows, outcome),

  welfare: (decisions, rows, outcome) => paidFor(decisions, slotsOf(rows).bids, rows, outcome),
}

/** Runs the auction of each request. */
function allocate(rows: ValueRows, chances: Float32Array, { slots, reserve }: AuctionSettings): Decisions {
  const { bids } = slotsOf(rows)
  const starts = startsOf(rows)
  const decisions = { place: new Uint8Array(bids.length), price: new Float32Array(bids.length) }
  const auction = { bids, chances, reserve, front: new Int32Array(slots + 1), ...decisions }
  for (let r = 0; r + 1 < starts.length; r++) secondPrice(auction, starts[r], starts[r + 1])
  return decisions
}

/**
 * What clicks on the shown ads come to in each request, at this much a click. A click in a slot has the chance P(examined in the slot) ·
 * P(click | examined). Labels fell at the logged position, so there a click counts by how much more often the slot is examined than
 * that position: inverse propensity, right on average where examination is known.
 */
function paidFor({ place }: Decisions, paid: Float32Array, rows: ValueRows, outcome: Outcome): Float64Array | null {
  const { examined, positions } = slotsOf(rows)
  const { relevance, labels } = rows
  if (outcome === 'truth' && !relevance) return null
  const starts = startsOf(rows)
  const sums = new Float64Array(starts.length - 1)
  for (let r = 0; r < sums.length; r++)
    for (let row = starts[r]; row < starts[r + 1]; row++) {
      if (place[row] === 0) continue
      const clicks = outcome === 'truth' ? relevance![row] : labels[row] / examined[positions[row] - 1]
      sums[r] += examined[place[row] - 1] * clicks * paid[row]
    }
  return sums
}

function slotsOf({ slots }: ValueRows): Candidates {
  if (!slots) throw new Error('these rows are no candidates for slots')
  return slots
}

function startsOf({ requests }: ValueRows): Uint32Array {
  if (!requests) throw new Error('these rows are in no requests')
  return requestStarts(requests)
}
