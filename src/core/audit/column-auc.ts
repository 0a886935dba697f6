import type { Codes } from '../kernel/codes.ts'
import { aucOf } from '../metrics/kinds/auc.ts'
import { sortDescending } from '../metrics/sort/descending.ts'

const FOLDS = 5
/** A value's rate counts as if so many rows of the base rate had been seen of it: rare values stay near it. */
const PRIOR_ROWS = 10

/**
 * AUC of a column of numbers alone, 0.5 to 1, whichever way it points: rows are ranked by value. Missing rows are all below or all
 * above the others, whichever tells more. null where a class is empty.
 */
export function numberAuc(values: Float32Array, labels: Uint8Array): number | null {
  const hasMissing = values.some((value) => value !== value)
  let best: number | null = null
  for (const place of hasMissing ? [-Infinity, Infinity] : [0]) {
    const ranked = hasMissing ? values.map((value) => (value !== value ? place : value)) : values
    const auc = aucOf(sortDescending(ranked), labels)
    if (auc !== null) best = Math.max(best ?? 0, auc, 1 - auc)
  }
  return best
}

/**
 * AUC of a column of codes alone: each row is scored by the share of positives among rows with its value in the other four folds, so that a value
 * of one row tells nothing of it. The mean over folds, which is 0.5 where the column knows nothing. null where a class is empty.
 */
export function codeAuc(codes: Codes, rows: Uint32Array, labels: Uint8Array): number | null {
  let values = 1
  for (let i = 0; i < codes.length; i++) if (codes[i] >= values) values = codes[i] + 1
  const counts = new Float64Array(values * FOLDS)
  const positives = new Float64Array(values * FOLDS)
  for (let i = 0; i < codes.length; i++) {
    const at = codes[i] * FOLDS + foldOf(rows[i])
    counts[at]++
    positives[at] += labels[i]
  }
  let [area, pairs] = [0, 0]
  for (let fold = 0; fold < FOLDS; fold++) {
    const found = foldArea(counts, positives, values, fold)
    area += found.area
    pairs += found.pairs
  }
  return pairs > 0 ? area / pairs : null
}

/** Pairs of a positive and a negative of one fold, and how many of them the other folds order right; ties count half. */
function foldArea(counts: Float64Array, positives: Float64Array, values: number, fold: number) {
  const [outside, positivesOutside] = [new Float64Array(values), new Float64Array(values)]
  let [all, allPositives] = [0, 0]
  for (let value = 0; value < values; value++)
    for (let other = 0; other < FOLDS; other++) {
      if (other === fold) continue
      outside[value] += counts[value * FOLDS + other]
      positivesOutside[value] += positives[value * FOLDS + other]
    }
  for (let value = 0; value < values; value++) {
    all += outside[value]
    allPositives += positivesOutside[value]
  }
  const rate = all > 0 ? allPositives / all : 0
  const scores = outside.map((rows, value) => (positivesOutside[value] + PRIOR_ROWS * rate) / (rows + PRIOR_ROWS))
  const order = [...scores.keys()].filter((value) => counts[value * FOLDS + fold] > 0)
  order.sort((a, b) => scores[b] - scores[a])
  let [area, above, negatives] = [0, 0, 0]
  for (let i = 0; i < order.length;) {
    const score = scores[order[i]]
    let [tied, against] = [0, 0]
    do {
      const at = order[i] * FOLDS + fold
      tied += positives[at]
      against += counts[at] - positives[at]
    } while (++i < order.length && scores[order[i]] === score)
    area += against * (above + tied / 2)
    above += tied
    negatives += against
  }
  return { area, pairs: above * negatives }
}

/** By a hash of the row, as rows may come in a pattern. */
function foldOf(row: number): number {
  const mixed = Math.imul(row ^ (row >>> 16), 0x45d9f3b)
  return (Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b) >>> 0) % FOLDS
}
