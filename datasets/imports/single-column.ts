import { categoryCells, FEWEST_ROWS, numberCells } from './column-cells.ts'
import type { ColumnType } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import type { KeptLabels } from './kept-labels.ts'

const FOLDS = 5
/** An AUC that shares reach on the rows that show them, from which on it is worth fitting on others. */
const WORTH_FITTING = 0.68

/** How well one column alone predicts the label of kept rows. */
export interface SingleColumnAuc {
  readonly auc: number
  readonly rows: number
  /** Share of the rarer class in values that the other class does not have. */
  readonly pure: number
}

/**
 * The AUC of a column alone on kept rows: of its numbers in their order, or of the share of positives by value, fitted on
 * four fifths of the rows and measured on the fifth. A missing value is one more value.
 */
export function singleColumnAuc(look: ColumnLook, type: ColumnType, labels: KeptLabels): SingleColumnAuc {
  // Yes and no are words, whatever they are read as.
  const areNames = type === 'categorical' || type === 'boolean'
  const { cells, count } = areNames ? categoryCells(look) : numberCells(look)
  const folds = talliesOf(cells, count, labels)
  const whole = addedUp(folds, count)
  const shown = withinSample(whole)
  const fitted = shown > WORTH_FITTING ? Math.min(shown, crossFitted(folds, whole)) : shown
  const ordered = areNames ? 0.5 : inOrder(look, labels)
  const rows = labels.positives + labels.negatives
  return { auc: Math.max(fitted, ordered), rows, pure: pureShare(whole) }
}

/** Mann–Whitney's share of pairs in the right order, ties half, missing ones first or last, whichever way round is best. */
function inOrder({ kept: { ranks, numbers } }: ColumnLook, labels: KeptLabels): number {
  const [positives, negatives] = [new Uint32Array(numbers.length), new Uint32Array(numbers.length)]
  let [missingUp, missingDown] = [0, 0]
  for (let row = 0; row < ranks.length; row++) {
    const place = ranks[row] - 1
    if (place < 0) {
      if (labels.of[row] === 1) missingUp++
      else if (labels.of[row] === 0) missingDown++
    } else if (labels.of[row] === 1) positives[place]++
    else if (labels.of[row] === 0) negatives[place]++
  }
  const known = rightPairs(positives, negatives) + (missingUp * missingDown) / 2
  const pairs = labels.positives * labels.negatives
  const first = (known + (labels.positives - missingUp) * missingDown) / pairs
  const last = (known + missingUp * (labels.negatives - missingDown)) / pairs
  return Math.max(first, 1 - first, last, 1 - last)
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
function crossFitted(folds: readonly Tally[], whole: Tally): number {
  const base = total(whole.positives) / (total(whole.positives) + total(whole.negatives))
  let [right, pairs] = [0, 0]
  for (const { positives, negatives } of folds) {
    const share = Float64Array.from(positives, (own, cell) => {
      const others = whole.positives[cell] - own
      return (others + base) / (others + whole.negatives[cell] - negatives[cell] + 1)
    })
    right += pairsByShare({ positives, negatives }, share)
    pairs += total(positives) * total(negatives)
  }
  return pairs > 0 ? right / pairs : 0.5
}

/** The AUC of shares on the rows that show them: never less than that of rows to come. */
function withinSample(whole: Tally): number {
  const share = Float64Array.from(whole.positives, (ups, cell) => ups / Math.max(1, ups + whole.negatives[cell]))
  return pairsByShare(whole, share) / (total(whole.positives) * total(whole.negatives))
}

function pairsByShare({ positives, negatives }: Tally, share: Float64Array): number {
  const cells = Array.from(share.keys()).sort((a, b) => share[a] - share[b])
  let [below, right, from] = [0, 0, 0]
  while (from < cells.length) {
    let [ups, downs, to] = [0, 0, from]
    for (; to < cells.length && share[cells[to]] === share[cells[from]]; to++) {
      ups += positives[cells[to]]
      downs += negatives[cells[to]]
    }
    right += ups * (below + downs / 2)
    below += downs
    from = to
  }
  return right
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

function pureShare({ positives, negatives }: Tally): number {
  const [rare, other] = total(positives) <= total(negatives) ? [positives, negatives] : [negatives, positives]
  let pure = 0
  for (let cell = 0; cell < rare.length; cell++) if (other[cell] === 0 && rare[cell] >= FEWEST_ROWS) pure += rare[cell]
  return pure / Math.max(1, total(rare))
}

function emptyTally(count: number): Tally {
  return { positives: new Uint32Array(count), negatives: new Uint32Array(count) }
}

function total(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
