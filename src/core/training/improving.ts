/** What the ending of such a training adds. */
export const STILL_IMPROVING = '; validation was still improving'

/** Validation log loss at a place of a training. */
export interface ValidationLoss {
  readonly rowsSeen: number
  readonly loss: number
}

/** Part of a training, at its end, whose gain is asked for. */
const LAST_PART = 0.2
/** Share of all that was gained that must have come in the last part, and of the log loss itself: less is what settling looks like. */
const LEAST_SHARE = 0.05
const LEAST_GAIN = 0.001

/**
 * Whether validation was still getting better when a training ended: its last reading is the best, and the last fifth brought at least a
 * twentieth of all that was gained over `trivial`, the log loss of the base rate, and a thousandth of the log loss. Without `trivial` nothing is claimed.
 */
export function wasImproving(readings: readonly ValidationLoss[], trivial: number | null): boolean {
  const last = readings.at(-1)
  if (!last || trivial === null || readings.some(({ loss }) => loss < last.loss)) return false
  const before = readings.filter(({ rowsSeen }) => rowsSeen <= (1 - LAST_PART) * last.rowsSeen)
  const reached = Math.min(...(before.length ? before.map(({ loss }) => loss) : [Math.max(trivial, readings[0].loss)]))
  const gain = reached - last.loss
  const whole = Math.max(trivial, readings[0].loss) - last.loss
  return gain >= LEAST_SHARE * whole && gain >= LEAST_GAIN * last.loss
}
