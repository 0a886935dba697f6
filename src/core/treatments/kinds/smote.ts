import type { Knobs } from '../../kernel/knobs.ts'
import type { Random } from '../../kernel/random.ts'
import { bytesPerRow, MISSING, type Table } from '../../kernel/table.ts'
import { formatNumber } from '../../kernel/words.ts'
import { classesOf, positivesFor } from '../classes.ts'
import { evenCounts } from '../even-counts.ts'
import { gatheredLayout, gatherTable } from '../gather-table.ts'
import { nearestOthers, type Points } from '../neighbours.ts'
import type { Treatment } from '../treatment.ts'

/** Comparing them all takes some four seconds, in which a training hears no orders. */
const MOST_POSITIVES = 12_000
const MOST_BYTES = 600e6

const knobs = {
  smoteShare: {
    type: 'number',
    label: 'Positives after SMOTE',
    group: 'Imbalance',
    help: 'Share of positives among all rows, synthetic ones included; where there are more already, none is added.',
    default: 0.1,
    min: 0.001,
    max: 0.5,
    scale: 'log',
    unit: 'share',
  },
  smoteNeighbours: {
    type: 'number',
    label: 'Neighbours',
    group: 'Imbalance',
    help: 'k: a synthetic row lies between a positive and one of its k nearest positives.',
    default: 5,
    min: 1,
    max: 20,
    step: 1,
    integer: true,
  },
} as const satisfies Knobs

/** Synthetic positives between neighbouring ones (Chawla et al. 2002), behind the training rows in a table of their own. */
export const smote: Treatment<typeof knobs> = {
  id: 'smote',
  label: 'SMOTE',
  help: 'Adds synthetic positives between a real one and a near one: numbers in between, categories of one of the two, so that counts become fractions and there are numbers that no row has. Probabilities come out too high, and nothing undoes it exactly: recalibrate.',
  distortion: 'unknown',
  knobs,
  reshapes: true,
  apply({ table, rows }, { smoteShare, smoteNeighbours }, random) {
    const { positives, negatives } = classesOf({ table, rows })
    const count = Math.max(0, positivesFor(smoteShare, negatives.length) - positives.length)
    checkSize(table, positives.length, rows.length + count)
    const k = Math.min(smoteNeighbours, positives.length - 1)
    const nearest = nearestOthers(pointsOf(table, positives), k)
    const times = evenCounts(count, positives.length, random.stream('smote bases'))
    const source = new Uint32Array(rows.length + count)
    source.set(rows)
    const others = new Uint32Array(count)
    const draws = random.stream('smote neighbours')
    let made = 0
    times.forEach((more, i) => {
      for (const end = made + more; made < end; made++) {
        source[rows.length + made] = positives[i]
        others[made] = positives[nearest[i * k + draws.below(k)]]
      }
    })
    const whole = gatherTable(table, source)
    mix(whole, rows.length, { table, others }, random.stream('smote places'))
    return { table: whole, rows: source.map((_, i) => i), weights: null, focal: 0, undo: null, isIdle: count === 0 }
  },
}

function checkSize(table: Table, positives: number, rows: number): void {
  if (positives < 2) throw new Error('SMOTE found 1 positive among the training rows; expected at least 2')
  if (positives > MOST_POSITIVES)
    throw new Error(
      `SMOTE would compare ${formatNumber(positives)} positives with each other; expected at most ${formatNumber(MOST_POSITIVES)}`
    )
  const megabytes = Math.ceil((rows * bytesPerRow(table.schema, gatheredLayout(table))) / 1e6)
  if (megabytes > MOST_BYTES / 1e6)
    throw new Error(
      `SMOTE would make a table of ${formatNumber(rows)} rows, ${formatNumber(megabytes)} MB; expected at most ${MOST_BYTES / 1e6} MB`
    )
}

/** Rows as points to measure distances between: numbers in their standard deviations among these rows. */
function pointsOf(table: Table, rows: Uint32Array): Points {
  const numbers = table.numeric.length
  const categories = table.categorical.length
  const numeric = new Float64Array(rows.length * numbers)
  const categorical = new Uint32Array(rows.length * categories)
  table.numeric.forEach((column, c) => {
    const scale = 1 / (deviationOf(column, rows) || 1)
    for (let i = 0; i < rows.length; i++) numeric[i * numbers + c] = column[rows[i]] * scale
  })
  table.categorical.forEach((column, c) => {
    for (let i = 0; i < rows.length; i++) categorical[i * categories + c] = column[rows[i]]
  })
  return { count: rows.length, numeric, categorical }
}

/** Standard deviation of the values that are there; 0 where none is. */
function deviationOf(column: Float32Array, rows: Uint32Array): number {
  let count = 0
  let mean = 0
  let squares = 0
  for (const row of rows) {
    const value = column[row]
    if (value !== value) continue
    const step = value - mean
    count++
    mean += step / count
    squares += step * (value - mean)
  }
  return count ? Math.sqrt(squares / count) : 0
}

/** Moves the rows from `from` on, copies of positives, a share of the way to others; what a copy misses it goes on missing. */
function mix(
  whole: Table,
  from: number,
  { table, others }: { readonly table: Table; readonly others: Uint32Array },
  random: Random
): void {
  for (let i = 0; i < others.length; i++) {
    random.at(i)
    const share = random.uniform()
    whole.numeric.forEach((column, c) => {
      const other = table.numeric[c][others[i]]
      if (other === other) column[from + i] += share * (other - column[from + i])
    })
    whole.categorical.forEach((column, c) => {
      const other = table.categorical[c][others[i]]
      const isTaken = random.uniform() < share
      if (isTaken && other !== MISSING && column[from + i] !== MISSING) column[from + i] = other
    })
  }
}
