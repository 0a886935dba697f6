import { logit, sigmoid, softplus } from '../kernel/math.ts'

const MOST_STEPS = 100
/** Newton's decrement, as a share of the loss, from where one more whole step is exact to the last digits. */
const NEAR = 1e-10

/** slope · logit + intercept (Platt 1999); the slope is 0 or more. */
export interface Platt {
  readonly kind: 'platt'
  readonly slope: number
  readonly intercept: number
}

interface Rows {
  readonly logits: Float32Array
  readonly labels: Uint8Array
  /** Smoothed target of a negative and of a positive. */
  readonly targets: readonly [number, number]
}

/**
 * Slope and intercept of least log loss against Platt's smoothed targets, (n₊ + 1) / (n₊ + 2) and 1 / (n₋ + 2), so that
 * separable rows, too, have an answer (Platt 1999; Newton with halving as Lin, Lin & Weng 2007). A slope below 0 would
 * turn the ranking round: it is held at 0, where all rows get the same chance.
 */
export function fitPlatt(logits: Float32Array, labels: Uint8Array): Platt {
  const positives = labels.reduce((sum, label) => sum + label, 0)
  const negatives = labels.length - positives
  const targets = [1 / (negatives + 2), (positives + 1) / (positives + 2)] as const
  const rows = { logits, labels, targets }
  const mean = (negatives * targets[0] + positives * targets[1]) / labels.length
  const flat: Platt = { kind: 'platt', slope: 0, intercept: logit(mean) }
  const fitted = descend(rows, flat)
  return fitted.slope > 0 ? fitted : flat
}

function descend(rows: Rows, from: Platt): Platt {
  let line = from
  let loss = lossOf(rows, line)
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, intercept, gain } = newtonStep(rows, line)
    const moved = (size: number): Platt => ({
      kind: 'platt',
      slope: line.slope + size * slope,
      intercept: line.intercept + size * intercept,
    })
    if (!(gain > 0)) return line
    if (gain < NEAR * loss) return moved(1)
    let size = 1
    while (lossOf(rows, moved(size)) > loss - 1e-4 * size * gain && size > NEAR) size /= 2
    line = moved(size)
    loss = lossOf(rows, line)
  }
  return line
}

/** The step that would end in the minimum of the parabola through here, and what it gains there, twice over. */
function newtonStep({ logits, labels, targets }: Rows, line: Platt) {
  let g1 = 0
  let g0 = 0
  let h11 = 0
  let h10 = 0
  let h00 = 0
  for (let i = 0; i < logits.length; i++) {
    const x = logits[i]
    const p = sigmoid(line.slope * x + line.intercept)
    const error = p - targets[labels[i]]
    const weight = p * (1 - p)
    g1 += error * x
    g0 += error
    h11 += weight * x * x
    h10 += weight * x
    h00 += weight
  }
  const determinant = h11 * h00 - h10 * h10
  const slope = (h10 * g0 - h00 * g1) / determinant
  const intercept = (h10 * g1 - h11 * g0) / determinant
  return { slope, intercept, gain: -(g1 * slope + g0 * intercept) }
}

function lossOf({ logits, labels, targets }: Rows, { slope, intercept }: Platt): number {
  let loss = 0
  for (let i = 0; i < logits.length; i++) {
    const z = slope * logits[i] + intercept
    loss += softplus(z) - targets[labels[i]] * z
  }
  return loss
}
