import type { ColumnType } from './import.ts'
import { UNKNOWN_CODE } from './kept-cells.ts'
import type { KeptLabels } from './kept-labels.ts'
import type { ColumnLook } from './profile.ts'

const FOLDS = 5
/** Values, or parts of the range of numbers, that are told apart; all others are one. */
const MOST_CELLS = 64
/** Of a value that is told apart, … */
const FEWEST_ROWS = 3
/** … and of a part of a range. */
const ROWS_OF_PART = 8

/** How well one column alone tells the label of kept rows. */
export interface Told {
  readonly auc: number
  readonly rows: number
  /** Share of the rarer class in values that the other class does not have. */
  readonly pure: number
}

/**
 * The AUC of a column alone on kept rows: of its numbers in their order, or of the share of positives by value, fitted on
 * four fifths of the rows and measured on the fifth. A missing value is one more value.
 */
export function toldBy(look: ColumnLook, type: ColumnType, labels: KeptLabels): Told {
  const { cells, count } = type === 'categorical' ? categoryCells(look) : numberCells(look)
  const fitted = crossFitted(cells, count, labels)
  const ordered = type === 'categorical' ? 0.5 : Math.max(inOrder(look, labels, true), inOrder(look, labels, false))
  const rows = labels.positives + labels.negatives
  return { auc: Math.max(fitted, ordered), rows, pure: pureShare(cells, count, labels) }
}

/** Cell 0 is missing, the last all values of too few rows. */
function categoryCells({ kept, distinct }: ColumnLook) {
  const rows = new Uint32Array(UNKNOWN_CODE + 1)
  for (const code of kept.codes) rows[code]++
  const rest = MOST_CELLS + 1
  const cellOf = (code: number): number => {
    if (code > distinct && code !== UNKNOWN_CODE) return 0
    return code > MOST_CELLS || (code > 0 && rows[code] < FEWEST_ROWS) ? rest : code
  }
  return { cells: kept.codes.map(cellOf), count: rest + 1 }
}

/** Cell 0 is missing; then each number, or each part of their range with about as many rows. */
function numberCells({ kept: { ranks, numbers } }: ColumnLook) {
  const rows = new Uint32Array(numbers.length + 1)
  for (const rank of ranks) rows[rank]++
  const known = ranks.length - rows[0]
  const parts = Math.max(1, Math.min(MOST_CELLS, Math.floor(known / ROWS_OF_PART)))
  const areFew = numbers.length <= MOST_CELLS && FEWEST_ROWS * numbers.length <= known
  const cellOf = new Uint16Array(numbers.length + 1)
  let before = 0
  for (let rank = 1; rank <= numbers.length; rank++) {
    cellOf[rank] = 1 + (areFew ? rank - 1 : Math.floor((parts * before) / known))
    before += rows[rank]
  }
  return { cells: ranks.map((rank) => cellOf[rank]), count: MOST_CELLS + 1 }
}

/** Mann–Whitney's share of pairs in the right order, ties half, whichever way round is better. */
function inOrder({ kept: { ranks, numbers } }: ColumnLook, labels: KeptLabels, missingFirst: boolean): number {
  const places = numbers.length + 2
  const [positives, negatives] = [new Uint32Array(places), new Uint32Array(places)]
  for (let row = 0; row < ranks.length; row++) {
    const place = ranks[row] > 0 || missingFirst ? ranks[row] : places - 1
    if (labels.of[row] === 1) positives[place]++
    else if (labels.of[row] === 0) negatives[place]++
  }
  const auc = rightPairs(positives, negatives) / (labels.positives * labels.negatives)
  return Math.max(auc, 1 - auc)
}

/** Pairs of a positive and a negative of which the positive stands later; ties count half. */
function rightPairs(positives: ArrayLike<number>, negatives: ArrayLike<number>): number {
  let [below, right] = [0, 0]
  for (let place = 0; place < positives.length; place++) {
    right += positives[place] * (below + negatives[place] / 2)
    below += negatives[place]
  }
  return right
}

interface Tally {
  readonly positives: Uint32Array
  readonly negatives: Uint32Array
}

/** Each fold's pairs in the order of shares that the other folds show. */
function crossFitted(cells: Uint16Array, count: number, labels: KeptLabels): number {
  const folds = talliesOf(cells, count, labels)
  const whole = addedUp(folds, count)
  const base = labels.positives / (labels.positives + labels.negatives)
  let [right, pairs] = [0, 0]
  for (const { positives, negatives } of folds) {
    const share = Float64Array.from(positives, (own, cell) => {
      const others = whole.positives[cell] - own
      return (others + base) / (others + whole.negatives[cell] - negatives[cell] + 1)
    })
    const shares = [...new Set(share)].sort((a, b) => a - b)
    const places = new Map(shares.map((value, place) => [value, place]))
    const sorted = { positives: new Uint32Array(shares.length), negatives: new Uint32Array(shares.length) }
    for (let cell = 0; cell < count; cell++) {
      const place = places.get(share[cell]) ?? 0
      sorted.positives[place] += positives[cell]
      sorted.negatives[place] += negatives[cell]
    }
    right += rightPairs(sorted.positives, sorted.negatives)
    pairs += total(positives) * total(negatives)
  }
  return pairs > 0 ? right / pairs : 0.5
}

/** Rows of each cell by fold: every fifth row of a class. */
function talliesOf(cells: Uint16Array, count: number, { of }: KeptLabels): Tally[] {
  const folds = Array.from({ length: FOLDS }, (): Tally => emptyTally(count))
  const met = [0, 0]
  for (let row = 0; row < cells.length; row++) {
    const label = of[row]
    if (label < 0) continue
    const fold = folds[met[label]++ % FOLDS]
    if (label === 1) fold.positives[cells[row]]++
    else fold.negatives[cells[row]]++
  }
  return folds
}

function addedUp(folds: readonly Tally[], count: number): Tally {
  const sum = emptyTally(count)
  for (const { positives, negatives } of folds)
    for (let cell = 0; cell < count; cell++) {
      sum.positives[cell] += positives[cell]
      sum.negatives[cell] += negatives[cell]
    }
  return sum
}

function pureShare(cells: Uint16Array, count: number, labels: KeptLabels): number {
  const { positives, negatives } = addedUp(talliesOf(cells, count, labels), count)
  const [rare, other] = labels.positives <= labels.negatives ? [positives, negatives] : [negatives, positives]
  let pure = 0
  for (let cell = 0; cell < count; cell++) if (other[cell] === 0 && rare[cell] >= FEWEST_ROWS) pure += rare[cell]
  return pure / Math.max(1, total(rare))
}

function emptyTally(count: number): Tally {
  return { positives: new Uint32Array(count), negatives: new Uint32Array(count) }
}

function total(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
