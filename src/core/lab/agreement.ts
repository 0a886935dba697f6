import type { Codes } from '../kernel/codes.ts'
import { sortDescending } from '../metrics/sort/descending.ts'

/** Fewer values with two rows, or fewer rows of either class among them, tell nothing. */
const FEWEST_VALUES = 50
const FEWEST_OF_CLASS = 50

/** Rows and positives of each value of a column. */
export interface ValueCounts {
  readonly rows: ArrayLike<number>
  readonly positives: ArrayLike<number>
}

/**
 * How much rows of one value agree on their label: 1 where all rows of a value have the same, 0 where a value says nothing: Fleiss' kappa,
 * each row counted once, over values with two rows at least. null where there are too few.
 *
 * With 50 rows of each class, chance alone reaches 0.5 in less than one column of a million: of 100 pairs with an even label, 75 would have
 * to agree; of 250 pairs with a tenth positive, 13 would have to be both positive where 2.5 are expected.
 */
export function agreementOf({ rows, positives }: ValueCounts): number | null {
  let [values, all, allPositives, disagreeing] = [0, 0, 0, 0]
  for (let value = 0; value < rows.length; value++) {
    const n = rows[value]
    if (n < 2) continue
    values++
    all += n
    allPositives += positives[value]
    disagreeing += (2 * positives[value] * (n - positives[value])) / (n - 1)
  }
  if (values < FEWEST_VALUES || Math.min(allPositives, all - allPositives) < FEWEST_OF_CLASS) return null
  const expected = (2 * allPositives * (all - allPositives)) / (all * (all - 1))
  return 1 - disagreeing / all / expected
}

/** The same of values and the next larger ones: high where the label follows the order of the numbers, so that a value is more than a name. */
export function neighbourAgreement({ rows, positives }: ValueCounts): number {
  let [all, allPositives] = [0, 0]
  for (let value = 0; value < rows.length; value++) {
    all += rows[value]
    allPositives += positives[value]
  }
  const rate = allPositives / all
  let [products, weight] = [0, 0]
  for (let value = 1; value < rows.length; value++) {
    const share = Math.min(rows[value - 1], rows[value])
    const off = (at: number): number => positives[at] / rows[at] - rate
    products += share * off(value - 1) * off(value)
    weight += share
  }
  return weight > 0 && rate > 0 && rate < 1 ? products / weight / (rate * (1 - rate)) : 0
}

/** Counts of a column of numbers on some rows, by ascending number; missing ones are left out. */
export function countNumbers(values: Float32Array, labels: Uint8Array, among: Uint32Array): ValueCounts {
  const present = among.filter((row) => values[row] === values[row])
  const kept = new Float32Array(present.length)
  for (let i = 0; i < kept.length; i++) kept[i] = values[present[i]]
  const { rows: order, keys } = sortDescending(kept)
  const rows = new Float64Array(order.length)
  const positives = new Float64Array(order.length)
  let first = order.length
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || keys[i] !== keys[i - 1]) first--
    rows[first]++
    positives[first] += labels[present[order[i]]]
  }
  return { rows: rows.subarray(first), positives: positives.subarray(first) }
}

/** Counts of ids or codes below `count` on some rows; a missing category is a value of its own. */
export function countIds(ids: Codes, labels: Uint8Array, among: Uint32Array, count: number): ValueCounts {
  const rows = new Uint32Array(count)
  const positives = new Uint32Array(count)
  for (const row of among) {
    rows[ids[row]]++
    positives[ids[row]] += labels[row]
  }
  return { rows, positives }
}
