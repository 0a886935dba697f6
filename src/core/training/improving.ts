/** Appended to the end reason of a training that was still improving. */
export const STILL_IMPROVING = '; validation was still improving'

/** Validation log loss after this many training rows. */
export interface ValidationLoss {
  readonly rowsSeen: number
  readonly loss: number
}

/** The last part of a training, whose gain is compared with the whole gain. */
const LAST_PART = 0.2
/** Least gain of the last part, as a share of the whole gain and of the log loss: below either, training has converged. */
const LEAST_SHARE = 0.05
const LEAST_GAIN = 0.001

/**
 * Whether validation was still getting better when a training ended: the last log loss is the lowest, and the last fifth gained at
 * least a twentieth of the whole gain over `trivial`, the log loss of the base rate, and a thousandth of the log loss. False without `trivial`.
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
