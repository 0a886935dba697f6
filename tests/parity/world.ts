import { logit, exp, sigmoid } from '../../src/core/kernel/math.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { bareTable, bareTruth, type Draw } from '../../src/core/kernel/table.ts'

/** How a public table is shaped: its columns, what they say, and how rare positives are. */
export interface Shape {
  /** Numeric columns: bell-shaped, of long tails, and mostly zero with long tails. */
  readonly bells: number
  readonly tails: number
  readonly zeros: number
  /** Values of each categorical column; the first ones are the most frequent. */
  readonly values: readonly number[]
  /** Share of missing values in every second column. */
  readonly missing: number
  /** Columns of each sort that say something. */
  readonly telling: number
  /** Standard deviation of the logit's straight part, and of the part that bends and crosses. */
  readonly straight: number
  readonly bent: number
  readonly baseRate: number
}

export const shapes = {
  numeric: {
    bells: 7,
    tails: 3,
    zeros: 0,
    values: [],
    missing: 0,
    telling: 5,
    straight: 1.4,
    bent: 0.6,
    baseRate: 0.25,
  },
  mixed: {
    bells: 4,
    tails: 2,
    zeros: 1,
    values: [2, 3, 5, 12, 40, 150],
    missing: 0.1,
    telling: 3,
    straight: 1.5,
    bent: 0.5,
    baseRate: 0.12,
  },
  wide: {
    bells: 70,
    tails: 10,
    zeros: 0,
    values: [2, 4, 4, 6, 6, 8, 8, 10, 10, 20],
    missing: 0,
    telling: 8,
    straight: 1.6,
    bent: 0.4,
    baseRate: 0.3,
  },
  tiny: {
    bells: 6,
    tails: 2,
    zeros: 1,
    values: [3, 6, 25],
    missing: 0.05,
    telling: 3,
    straight: 1.6,
    bent: 0.5,
    baseRate: 0.015,
  },
  clear: {
    bells: 2,
    tails: 0,
    zeros: 0,
    values: [2, 4, 6, 9, 10, 12, 2, 5, 7, 3],
    missing: 0.02,
    telling: 9,
    straight: 16,
    bent: 0,
    baseRate: 0.48,
  },
} as const satisfies Record<string, Shape>

export type ShapeId = keyof typeof shapes

const CENTRING_ROWS = 20_000

/**
 * Rows of a world whose truth is known: P(label) is a sum of straight, bent and crossed effects of the columns, a missing value acting as one
 * more value. The same seed gives the same world, and its first rows whatever the number of rows.
 */
export function drawWorld(
  { bells, tails, zeros, values, missing, telling, straight, bent, baseRate }: Shape,
  seed: number,
  rows: number
): Draw {
  const world = Random.of(seed).stream('parity world')
  const numbers = bells + tails + zeros
  const numeric = Array.from({ length: numbers }, () => new Float32Array(rows))
  const categorical = values.map(() => new Uint16Array(rows))
  const isTelling = (place: number, first: number, count: number): boolean => place - first < Math.min(telling, count)
  const tells = Array.from({ length: numbers }, (_, i) =>
    i < bells
      ? isTelling(i, 0, bells)
      : i < bells + tails
        ? isTelling(i, bells, tails)
        : isTelling(i, bells + tails, zeros)
  )
  const slopes = tells.map((does) => (does ? world.normal() : 0))
  const missingEffects = tells.map((does) => (does ? 0.5 * world.normal() : 0))
  const effects = values.map((count, f) =>
    Float64Array.from({ length: count + 1 }, () => (f % 2 === 0 || telling > f ? world.normal() : 0))
  )
  const bends = Array.from(
    { length: 3 },
    () =>
      [
        world.below(Math.max(1, Math.min(telling, bells))),
        world.below(Math.max(1, Math.min(telling, bells))),
        world.normal(),
      ] as const
  )

  const scores = [new Float64Array(Math.max(rows, CENTRING_ROWS)), new Float64Array(Math.max(rows, CENTRING_ROWS))]
  const latent = new Float64Array(numbers)
  const draws = Random.of(seed).stream('parity rows')
  for (let row = 0; row < scores[0].length; row++) {
    draws.at(row)
    const common = draws.normal()
    let line = 0
    let curve = 0
    for (let c = 0; c < numbers; c++) {
      // Columns go together a little, as they do in public tables.
      const z = (latent[c] = 0.4 * common + 0.9165 * draws.normal())
      const isZero = c >= bells + tails && draws.uniform() < 0.7
      const isMissing = missing > 0 && c % 2 === 1 && draws.uniform() < missing
      if (row < rows) numeric[c][row] = isMissing ? NaN : c < bells ? 10 + 3 * z : isZero ? 0 : exp(4 + 1.2 * z)
      line += isMissing ? missingEffects[c] : slopes[c] * (isZero ? -1.5 : c >= bells && c % 2 === 0 ? amountOf(z) : z)
      if (isMissing || isZero) latent[c] = 0
    }
    for (let f = 0; f < values.length; f++) {
      const u = draws.uniform()
      const isMissing = missing > 0 && f % 2 === 1 && draws.uniform() < missing
      const code = isMissing ? 0 : 1 + Math.min(values[f] - 1, Math.floor(values[f] * u * u))
      if (row < rows) categorical[f][row] = code
      line += effects[f][code]
    }
    for (const [a, b, size] of bends)
      curve += size * (a === b ? latent[a] * latent[a] - 1 : latent[a] * latent[b] + (latent[a] > 1 ? 1 : 0))
    scores[0][row] = line
    scores[1][row] = curve
  }
  const sized = scores.map((values, part) => spread(values, part === 0 ? straight : bent))
  const shift = centre(sized, baseRate)
  const label = new Uint8Array(rows)
  const probability = new Float32Array(rows)
  const labels = Random.of(seed).stream('parity labels')
  for (let row = 0; row < rows; row++) {
    probability[row] = sigmoid(sized[0][row] + sized[1][row] + shift)
    label[row] = labels.at(row).uniform() < probability[row] ? 1 : 0
  }
  const named = (id: string) => ({ id, label: id, help: id })
  return {
    table: {
      schema: {
        numeric: numeric.map((_, i) => named(`n${i}`)),
        categorical: values.map((cardinality, i) => ({ ...named(`c${i}`), cardinality })),
        rowsPerRequest: null,
      },
      rows,
      numeric,
      categorical,
      label,
      time: Float64Array.from({ length: rows }, (_, row) => row),
      ...bareTable,
    },
    truth: { ...bareTruth, probability },
  }
}

/** Of the long-tailed columns every second acts by its amount, up to a limit, the others by their order of magnitude. */
function amountOf(z: number): number {
  return Math.min(5, exp(1.2 * z) / 2)
}

/** The same with mean 0 and this standard deviation, as the first rows have them. */
function spread(values: Float64Array, sd: number): Float64Array {
  const first = values.subarray(0, CENTRING_ROWS)
  const mean = first.reduce((sum, value) => sum + value, 0) / first.length
  const own = Math.sqrt(first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / first.length)
  return values.map((value) => ((value - mean) / own) * sd)
}

/** What has to be added for this share of positives among the first rows, by bisection. */
function centre([line, curve]: readonly Float64Array[], baseRate: number): number {
  let [low, high] = [logit(baseRate) - 20, logit(baseRate) + 20]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    let sum = 0
    for (let row = 0; row < CENTRING_ROWS; row++) sum += sigmoid(line[row] + curve[row] + middle)
    if (sum / CENTRING_ROWS < baseRate) low = middle
    else high = middle
  }
  return (low + high) / 2
}
