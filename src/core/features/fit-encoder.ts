import type { Codes } from '../kernel/codes.ts'
import type { Batch } from '../networks/batch.ts'
import type { Table } from '../kernel/table.ts'
import { fitPairs, pairSlot, type Pair } from './crosses.ts'
import type { Encoder, FeatureSettings } from './encoder.ts'
import { fitScaling, scaleEach, withoutLog } from './scaling.ts'
import { countValues, UNSEEN_CODE, vocabularyOf } from './vocabulary.ts'

const TOP = 1
const CLIP = 10

/** Name of the input that says whether a column's value is missing, and of that which is a column without its logarithm. */
export const missingName = (id: string): string => `${id} missing`
export const plainName = (id: string): string => `${id} as it is`

/**
 * Fits an encoder on training rows. Numeric inputs: the columns, an indicator for each that lacks values in training, those without their
 * logarithm where both were asked for, products of hand-made numeric pairs. Fields: the categorical columns, position, hand-made pairs.
 * @throws where a hand-made cross names no two columns of one sort
 */
export function fitEncoder(table: Table, rows: Uint32Array, settings: FeatureSettings): Encoder {
  const { schema } = table
  const { minCount, buckets } = settings
  const scalings = table.numeric.map((column) => fitScaling(column, rows, settings.scaling))
  const indicators = scalings.flatMap(({ hasMissing }, column) => (hasMissing ? [column] : []))
  const isBoth = settings.scaling === 'both'
  const plains = scalings.flatMap((scaling, column) =>
    isBoth && scaling.logged ? [{ column, scaling: withoutLog(table.numeric[column], rows, scaling) }] : []
  )
  const names = [
    ...schema.numeric.map((column) => column.id),
    ...indicators.map((column) => missingName(schema.numeric[column].id)),
    ...plains.map(({ column }) => plainName(schema.numeric[column].id)),
  ]
  const vocabularies = table.categorical.map((column) => vocabularyOf(countValues(column, rows), minCount, buckets))
  const ids = schema.categorical.map((column) => column.id)
  const position = settings.position && table.position ? table.position : null
  if (position) {
    ids.push('position')
    vocabularies.push(vocabularyOf(countValues(position, rows), 1, buckets))
  }
  const columns = columnsOf(table, position !== null)
  const products: [number, number][] = []
  const pairs: Pair[] = []
  for (const [left, right] of settings.crosses) {
    const numbers = [left, right].map((id) => names.indexOf(id))
    const fields = [left, right].map((id) => ids.indexOf(id))
    if (numbers.every((i) => i >= 0)) products.push([numbers[0], numbers[1]])
    else if (fields.every((i) => i >= 0))
      pairs.push(fitPairs(`${left} × ${right}`, fields, columns, vocabularies, rows, settings))
    else throw new Error(`invalid cross: ${left} × ${right}; expected two numeric or two categorical columns`)
  }
  const numeric = [...names, ...products.map(([a, b]) => `${names[a]} × ${names[b]}`)]
  const fields = [
    ...vocabularies.map(({ size }, i) => ({ id: ids[i], vocabulary: size, embedded: true })),
    ...pairs.map(({ id, size }) => ({ id, vocabulary: size, embedded: false })),
  ]
  let next = 0
  const offsets = fields.map(({ vocabulary }) => {
    next += vocabulary
    return next - vocabulary
  })

  return {
    numeric,
    fields,

    batch: (capacity) => ({
      rows: 0,
      numeric: new Float32Array(capacity * numeric.length),
      codes: new Int32Array(capacity * fields.length),
      labels: new Float32Array(capacity),
      weights: null,
    }),

    fill(batch, from, subset, start, count, atTop) {
      batch.rows = count
      fillNumbers(batch, from, subset, start, count)
      const categorical = columnsOf(from, position !== null)
      for (let f = 0; f < categorical.length; f++) {
        const held = atTop && position !== null && f === categorical.length - 1
        fillField(batch, f, categorical[f], held, subset, start, count)
      }
      for (let p = 0; p < pairs.length; p++) fillPair(batch, pairs[p], vocabularies.length + p)
      for (let i = 0; i < count; i++) batch.labels[i] = from.label[subset ? subset[start + i] : start + i]
    },
  }

  /** Rows of a large table miss the cache: they are read by loops that do nothing else, so that misses overlap. */
  function fillNumbers(batch: Batch, from: Table, subset: Uint32Array | null, start: number, count: number): void {
    const out = batch.numeric
    const width = numeric.length
    for (let c = 0; c < scalings.length; c++) {
      const column = from.numeric[c]
      if (subset) for (let i = 0, to = c; i < count; i++, to += width) out[to] = column[subset[start + i]]
      else for (let i = 0, to = c; i < count; i++, to += width) out[to] = column[start + i]
    }
    for (let c = 0; c < scalings.length; c++) scaleEach(out, c, width, count, scalings[c])
    for (let k = 0; k < indicators.length; k++) {
      const column = from.numeric[indicators[k]]
      const at = scalings.length + k
      for (let i = 0; i < count; i++) {
        const value = column[subset ? subset[start + i] : start + i]
        out[i * width + at] = value !== value ? 1 : 0
      }
    }
    for (let k = 0; k < plains.length; k++) {
      const column = from.numeric[plains[k].column]
      const at = scalings.length + indicators.length + k
      for (let i = 0, to = at; i < count; i++, to += width) out[to] = column[subset ? subset[start + i] : start + i]
      scaleEach(out, at, width, count, plains[k].scaling)
    }
    for (let k = 0; k < products.length; k++) {
      const [left, right] = products[k]
      const at = names.length + k
      for (let i = 0; i < count; i++) {
        const product = out[i * width + left] * out[i * width + right]
        out[i * width + at] = product > CLIP ? CLIP : product < -CLIP ? -CLIP : product
      }
    }
  }

  function fillField(
    batch: Batch,
    field: number,
    column: Codes | Uint8Array,
    held: boolean,
    subset: Uint32Array | null,
    start: number,
    count: number
  ): void {
    const { codeOf } = vocabularies[field]
    const width = fields.length
    const offset = offsets[field]
    for (let i = 0; i < count; i++) {
      const value = held ? TOP : column[subset ? subset[start + i] : start + i]
      batch.codes[i * width + field] = offset + (value < codeOf.length ? codeOf[value] : UNSEEN_CODE)
    }
  }

  function fillPair(batch: Batch, pair: Pair, field: number): void {
    const width = fields.length
    const offset = offsets[field]
    const { codes } = batch
    for (let i = 0; i < batch.rows; i++) {
      const left = codes[i * width + pair.left] - offsets[pair.left]
      const right = codes[i * width + pair.right] - offsets[pair.right]
      codes[i * width + field] = offset + pair.codeOf[pairSlot(pair, left, right)]
    }
  }
}

function columnsOf(table: Table, withPosition: boolean): readonly (Codes | Uint8Array)[] {
  return withPosition && table.position ? [...table.categorical, table.position] : table.categorical
}
