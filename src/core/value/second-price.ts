/** Candidates of many requests, and where to write what they get. */
export interface Auction {
  readonly bids: Float32Array
  /** P(click) of each row, all at one position. */
  readonly chances: Float32Array
  /** Least that is bid and paid for a click. */
  readonly reserve: number
  /** One entry more than there are slots: the candidates in front, best first. */
  readonly front: Int32Array
  readonly place: Uint8Array
  readonly price: Float32Array
}

/**
 * The generalised second price (Edelman, Ostrovsky, Schwarz 2007; Varian 2007): candidates are ranked by bid · p, and the winner of a slot
 * pays for a click the least bid that would have kept it, (bid · p of the next) / (its own p), never below the reserve. Whoever
 * has no next pays the reserve. Of equal ones the earlier row stands first. The request is rows `from` … `to − 1`; allocates nothing.
 */
export function secondPrice(auction: Auction, from: number, to: number): void {
  const { bids, chances, reserve, front, place, price } = auction
  let count = 0
  for (let row = from; row < to; row++) {
    if (!(bids[row] >= reserve)) continue
    const rank = bids[row] * chances[row]
    let at = count
    while (at > 0 && bids[front[at - 1]] * chances[front[at - 1]] < rank) at--
    if (at === front.length) continue
    for (let i = Math.min(count, front.length - 1); i > at; i--) front[i] = front[i - 1]
    front[at] = row
    count = Math.min(count + 1, front.length)
  }
  const winners = Math.min(count, front.length - 1)
  for (let slot = 0; slot < winners; slot++) {
    const row = front[slot]
    const next = slot + 1 < count ? bids[front[slot + 1]] * chances[front[slot + 1]] : 0
    const asked = chances[row] > 0 ? next / chances[row] : 0
    place[row] = slot + 1
    price[row] = Math.min(bids[row], Math.max(reserve, asked))
  }
}
