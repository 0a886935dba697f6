import type { Batch } from '../../engines/engine.ts'
import { log, logit, sigmoid } from '../../kernel/math.ts'
import { bendFocal } from '../../treatments/undo.ts'

/** Rows seen from which on a loss is held against the limit, and what they must be worth: fresh weights of a network may begin far above it. */
const FIRST_CHECKED = 2000
const FIRST_WORTH = 50

/** Log loss of a row given the least chance that a float32 holds. Fresh weights may be far off, but on average never as far as that. */
const BEYOND_FRESH = 103

/** Log loss of a row that a healthy model is quite wrong about: a positive it holds for one in four hundred. */
const WRONG = 6

/** Sums over the rows trained on since the last look. */
export interface Window {
  readonly rows: number
  /** Σ w, Σ w² and Σ w of positives. */
  readonly weight: number
  readonly squares: number
  readonly positive: number
}

export const NOTHING_SEEN: Window = { rows: 0, weight: 0, squares: 0, positive: 0 }

export function seenWith(window: Window, { rows, labels, weights }: Batch): Window {
  let { weight, squares, positive } = window
  for (let i = 0; i < rows; i++) {
    const w = weights ? weights[i] : 1
    weight += w
    squares += w * w
    positive += w * labels[i]
  }
  return { rows: window.rows + rows, weight, squares, positive }
}

/** Rows seen before a loss is held against the limit; more where a few rows have nearly all the weight. */
export function firstChecked(weights: Float32Array | null): number {
  if (!weights) return FIRST_CHECKED
  let [weight, squares] = [0, 0]
  for (let i = 0; i < weights.length; i++) {
    weight += weights[i]
    squares += weights[i] * weights[i]
  }
  return Math.max(FIRST_CHECKED, (FIRST_WORTH * weights.length * squares) / (weight * weight))
}

/** Whether a loss counts after so many rows: from `checkedFrom` on each does, and before that one that fresh weights cannot explain. */
export function isChecked(loss: number, rowsSeen: number, checkedFrom: number): boolean {
  return rowsSeen >= checkedFrom || !(loss <= BEYOND_FRESH)
}

/** Whether this mean log loss over the window says that the training has exploded. */
export function hasExploded(loss: number, window: Window, { baseRate, focal }: { baseRate: number; focal: number }) {
  // Few heavy rows vary as much as few rows do (Kish's effective sample size).
  const rows = (window.weight * window.weight) / window.squares
  return !(loss <= explosionLimit(baseRate, rows, { focal, share: window.positive / window.weight }))
}

/**
 * Mean log loss over `rows` above which a training has exploded: three times what guessing would show. That one says
 * `baseRate` for every row, or where a focal loss is trained the chance at which that loss is least, since scores are not undone here. It is
 * taken over rows as they are on average, with the scatter of how many are of the rarer class and missed, and over this share of positives.
 */
export function explosionLimit(baseRate: number, rows: number, { focal = 0, share = baseRate } = {}): number {
  const p = Math.max(1 / (rows + 1), Math.min(baseRate, 1 - baseRate))
  const usual = trivialLoss(p, said(p, focal))
  const spread = Math.sqrt(p / rows) * Math.max(WRONG, -log(p))
  const least = 1 / (rows + 1)
  return 3 * Math.max(usual + spread, trivialLoss(share, said(Math.min(1 - least, Math.max(least, baseRate)), focal)))
}

function said(p: number, focal: number): number {
  return focal > 0 ? sigmoid(bendFocal(logit(p), focal)) : p
}

/** Mean log loss of whoever always says this chance, over rows of which so many are positive. */
function trivialLoss(share: number, chance: number): number {
  return -share * log(chance) - (1 - share) * log(1 - chance)
}
