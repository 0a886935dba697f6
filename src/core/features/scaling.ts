import { log } from '../kernel/math.ts'

/** How a numeric column is made ready, fitted on training rows. */
export interface Scaling {
  /** ln(1 + x) first: what a non-negative column with a long tail gets. */
  readonly logged: boolean
  readonly mean: number
  readonly sd: number
  /** Standard deviations beyond which a value is held. */
  readonly clip: number
  /** Whether any training row lacked it, so that an indicator stands beside it. */
  readonly hasMissing: boolean
}

/** Skewness above which a non-negative column counts as heavy-tailed; an exponential one has 2. */
const HEAVY_SKEW = 1.5
const CLIP = 10

/**
 * `log` tames long tails by a logarithm and holds values within ±10; `standard` only takes mean and deviation out; `both` gives what `log` gives
 * and, of each column that got a logarithm, its own values as well, held within ±10.
 */
export type ScalingKind = 'log' | 'standard' | 'both'

export function fitScaling(column: Float32Array, rows: Uint32Array, kind: ScalingKind = 'log'): Scaling {
  const raw = momentsOf(column, rows, false)
  const logged = kind !== 'standard' && raw.min >= 0 && raw.skewness > HEAVY_SKEW
  const { mean, sd } = logged ? momentsOf(column, rows, true) : raw
  const clip = kind === 'standard' ? Infinity : CLIP
  return { logged, mean, sd: sd > 0 ? sd : 1, clip, hasMissing: raw.count < rows.length }
}

/** The same column without its logarithm. */
export function withoutLog(column: Float32Array, rows: Uint32Array, scaling: Scaling): Scaling {
  const { mean, sd } = momentsOf(column, rows, false)
  return { ...scaling, logged: false, mean, sd: sd > 0 ? sd : 1 }
}

/** Makes values [from + k · stride], k < count, standard deviations from the training mean within ±clip; 0 where missing. */
export function scaleEach(values: Float32Array, from: number, stride: number, count: number, scaling: Scaling): void {
  const { logged, mean, sd, clip } = scaling
  for (let k = 0, at = from; k < count; k++, at += stride) {
    const value = values[at]
    const moved = ((logged ? logOf(value) : value) - mean) / sd
    values[at] = value !== value ? 0 : moved > clip ? clip : moved < -clip ? -clip : moved
  }
}

function momentsOf(column: Float32Array, rows: Uint32Array, logged: boolean) {
  let count = 0
  let sum = 0
  let min = Infinity
  for (let i = 0; i < rows.length; i++) {
    const raw = column[rows[i]]
    if (raw !== raw) continue
    const value = logged ? logOf(raw) : raw
    count++
    sum += value
    if (value < min) min = value
  }
  const mean = count ? sum / count : 0
  let second = 0
  let third = 0
  for (let i = 0; i < rows.length; i++) {
    const raw = column[rows[i]]
    if (raw !== raw) continue
    const from = (logged ? logOf(raw) : raw) - mean
    second += from * from
    third += from * from * from
  }
  const sd = count ? Math.sqrt(second / count) : 0
  return { count, mean, sd, min, skewness: sd > 0 ? third / count / (sd * sd * sd) : 0 }
}

function logOf(value: number): number {
  return log(1 + (value > 0 ? value : 0))
}
