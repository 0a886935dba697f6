import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'

/** Groups with more than this share of the rows are assigned first, while every part has room for them. */
const LARGE = 0.05

/** Whose rows belong together: customers or groups of a file, numbered from 0. */
export interface Groups {
  readonly of: Uint32Array
  readonly count: number
}

/** @throws one line where a table does not say whose its rows are */
export function groupsOf({ customer, cluster }: Table): Groups {
  const ids = customer ?? cluster
  if (!ids)
    throw new Error('no groups: no column says whose the rows are; name the group column, or choose another split')
  const numberOf = numbering(ids)
  const of = new Uint32Array(ids.length)
  let count = 0
  for (let row = 0; row < ids.length; row++) {
    of[row] = numberOf(ids[row], count)
    if (of[row] === count) count++
  }
  return { of, count }
}

/** The number of an id, which is `next` where it comes for the first time; ids of a file run from 1 on and need no map. */
function numbering(ids: Uint32Array): (id: number, next: number) => number {
  const most = ids.reduce((most, id) => (id > most ? id : most), 0)
  if (most <= 2 * ids.length + 1024) {
    const numbers = new Uint32Array(most + 1)
    return (id, next) => (numbers[id] || (numbers[id] = next + 1)) - 1
  }
  const numbers = new Map<number, number>()
  return (id, next) => {
    const known = numbers.get(id)
    if (known === undefined) numbers.set(id, next)
    return known ?? next
  }
}

/** Part of a group that none of the rows is of. */
export const ABSENT = 255

export interface DealtGroups {
  /** Of each group. */
  readonly part: Uint8Array
  /** Rows of each part. */
  readonly rows: Float64Array
}

/**
 * Deals the groups of some rows to parts, whole, so that each part comes near its share of rows and of positives. Chance decides who
 * goes where: groups come in a random order, large ones first and then those with positives, and each goes to the part that, for its share,
 * lacks most of what the group has, among those that it fits into; where it fits into none, to the one that lacks most rows.
 */
export function dealGroups(
  { of, count }: Groups,
  rows: Uint32Array,
  label: Uint8Array,
  shares: readonly number[],
  random: Random
): DealtGroups {
  const sizes = new Float64Array(count)
  const positives = new Float64Array(count)
  let allPositives = 0
  for (const row of rows) {
    sizes[of[row]]++
    positives[of[row]] += label[row]
    allPositives += label[row]
  }
  const rankOf = (group: number): number => (sizes[group] > LARGE * rows.length ? 0 : positives[group] > 0 ? 1 : 2)
  const present = random.shuffle(Uint32Array.from(sizes.keys()).filter((group) => sizes[group] > 0))
  const order = [...present].toSorted((a, b) => rankOf(a) - rankOf(b))
  const part = new Uint8Array(count).fill(ABSENT)
  const dealtRows = new Float64Array(shares.length)
  const dealtPositives = new Float64Array(shares.length)
  let empty = shares.length
  for (let place = 0; place < order.length; place++) {
    const group = order[place]
    const mustFill = order.length - place <= empty
    let best = -1
    let most = -Infinity
    for (let i = 0; i < shares.length; i++) {
      if (mustFill && dealtRows[i] > 0) continue
      const room = shares[i] - dealtRows[i] / rows.length
      const ofRows = sizes[group] / rows.length
      const ofPositives = positives[group] / Math.max(1, allPositives)
      const missed = shares[i] - dealtPositives[i] / Math.max(1, allPositives)
      // Below every part that it fits into.
      const lacks = room < ofRows ? room - 100 : (room * ofRows + missed * ofPositives) / shares[i]
      if (lacks > most) [best, most] = [i, lacks]
    }
    if (dealtRows[best] === 0) empty--
    part[group] = best
    dealtRows[best] += sizes[group]
    dealtPositives[best] += positives[group]
  }
  return { part, rows: dealtRows }
}
