/** Steps fitted by pool adjacent violators: ascending logits and the probability at each, linear between, flat beyond. */
export interface Isotonic {
  readonly kind: 'isotonic'
  readonly logits: Float64Array
  readonly probabilities: Float64Array
}

/**
 * The rising steps nearest to the labels (pool adjacent violators), rows of one logit taken together. No chance goes
 * below ½ / (n + 1) or above 1 minus that, n being all rows: half a row of the other class (Jeffreys), so that log loss
 * stays finite. Of each step its two ends are kept, as scikit-learn's IsotonicRegression keeps them.
 */
export function fitIsotonic(logits: Float32Array, labels: Uint8Array): Isotonic {
  const { values, rows, positives } = groupByLogit(logits, labels)
  const { ends, chances } = poolViolators(rows, positives)
  const least = 0.5 / (logits.length + 1)
  const kept: number[] = []
  const probabilities: number[] = []
  let first = 0
  ends.forEach((last, step) => {
    const p = Math.min(1 - least, Math.max(least, chances[step]))
    kept.push(values[first])
    probabilities.push(p)
    if (last > first) {
      kept.push(values[last])
      probabilities.push(p)
    }
    first = last + 1
  })
  return { kind: 'isotonic', logits: Float64Array.from(kept), probabilities: Float64Array.from(probabilities) }
}

/** Probability at a logit: linear between the fitted ones, flat beyond them; NaN at NaN. */
export function chanceAt(isotonic: Isotonic, logit: number): number {
  const { logits, probabilities } = isotonic
  const high = logits.length - 1
  if (logit !== logit) return NaN
  if (logit <= logits[0]) return probabilities[0]
  if (logit >= logits[high]) return probabilities[high]
  const low = placeBelow(logits, logit)
  const share = (logit - logits[low]) / (logits[low + 1] - logits[low])
  return probabilities[low] + share * (probabilities[low + 1] - probabilities[low])
}

/** Middle of the logits that get the same probability as this one; the logit itself where no other does. NaN at NaN. */
export function middleOfStep({ logits, probabilities }: Isotonic, logit: number): number {
  const last = logits.length - 1
  if (logit !== logit) return NaN
  const low = logit <= logits[0] ? 0 : logit >= logits[last] ? last : placeBelow(logits, logit)
  const isBetween = logit > logits[low] && low < last && probabilities[low] < probabilities[low + 1]
  if (isBetween) return logit
  let first = low
  let end = low
  while (first > 0 && probabilities[first - 1] === probabilities[low]) first--
  while (end < last && probabilities[end + 1] === probabilities[low]) end++
  return (logits[first] + logits[end]) / 2
}

/** The last place that is not above a logit between the first and the last. */
function placeBelow(logits: Float64Array, logit: number): number {
  let low = 0
  let high = logits.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (logits[middle] <= logit) low = middle
    else high = middle
  }
  return low
}

/** Distinct logits, ascending, with the rows and the positives of each. */
function groupByLogit(logits: Float32Array, labels: Uint8Array) {
  const sorted = sortWithLabels(logits, labels)
  const values = new Float64Array(sorted.length)
  const rows = new Float64Array(sorted.length)
  const positives = new Float64Array(sorted.length)
  let groups = 0
  let keyBefore = NaN
  for (const packed of sorted) {
    const label = packed % 2
    const key = (packed - label) / 2
    if (key !== keyBefore) values[groups++] = floatOf(key)
    rows[groups - 1]++
    positives[groups - 1] += label
    keyBefore = key
  }
  return { values, rows: rows.subarray(0, groups), positives: positives.subarray(0, groups) }
}

/** The last place and the chance of each step. */
function poolViolators(rows: Float64Array, positives: Float64Array) {
  const ends: number[] = []
  const counts: number[] = []
  const found: number[] = []
  for (let i = 0; i < rows.length; i++) {
    let count = rows[i]
    let sum = positives[i]
    while (ends.length > 0 && found[found.length - 1] * count >= sum * counts[counts.length - 1]) {
      ends.pop()
      count += counts.pop() ?? 0
      sum += found.pop() ?? 0
    }
    ends.push(i)
    counts.push(count)
    found.push(sum)
  }
  return { ends, chances: found.map((sum, step) => sum / counts[step]) }
}

const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/**
 * Logit and label of each row in one whole number, ascending: the float's bits, turned so that they sort as it does,
 * and the label in the last place. Numbers alone are sorted many times quicker than rows by a comparator.
 */
function sortWithLabels(logits: Float32Array, labels: Uint8Array): Float64Array {
  const packed = new Float64Array(logits.length)
  for (let i = 0; i < packed.length; i++) {
    // + 0 makes −0 the same value as 0.
    float[0] = logits[i] + 0
    const key = bits[0] >>> 31 ? ~bits[0] >>> 0 : bits[0] + 0x80000000
    packed[i] = 2 * key + labels[i]
  }
  return packed.sort()
}

function floatOf(key: number): number {
  bits[0] = key >= 0x80000000 ? key - 0x80000000 : ~key
  return float[0]
}
