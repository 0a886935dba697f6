import type { Encoder } from '../features/encoder.ts'
import { missingName, plainName } from '../features/fit-encoder.ts'
import type { Schema, Table } from '../kernel/table.ts'
import { parametersOf, type Network } from '../networks/network.ts'
import type { Explain } from '../trees/explanation.ts'

export interface LinearModel {
  readonly network: Network
  readonly encoder: Encoder
  /** All parameters, as in a checkpoint. */
  readonly weights: Float32Array
}

const LINEAR: readonly string[] = ['bias', 'wide/numeric', 'wide/values']
const ROWS_AT_ONCE = 4096

/** Whether a network adds up one term for each input, so that each term is what its column contributes, exactly. */
export function isLinear(network: Network): boolean {
  return parametersOf(network).every(({ name }) => LINEAR.includes(name))
}

/**
 * Explains rows under logistic regression: each column's terms (a number's with those of its missing indicator and of its value without the logarithm; a
 * hand-made cross is an entry of its own) less their mean over reference rows. These are the SHAP values of a linear
 * model whose inputs are independent, and add up to the logit exactly (Lundberg & Lee 2017, corollary 1).
 * @throws where the network is not linear
 */
export function explainLinear(model: LinearModel, table: Table, reference: Uint32Array): Explain {
  const { network, encoder, weights } = model
  if (!isLinear(network)) throw new Error('invalid network: not linear; expected logistic regression')
  const { entries, entryOf } = entriesOf(encoder, table.schema)
  const bias = weights[0]
  const means = new Float64Array(entries.length)
  const batch = encoder.batch(Math.max(1, Math.min(ROWS_AT_ONCE, reference.length)))
  for (let from = 0; from < reference.length; from += ROWS_AT_ONCE) {
    encoder.fill(batch, table, reference, from, Math.min(ROWS_AT_ONCE, reference.length - from), false)
    for (let row = 0; row < batch.rows; row++) addTerms(row, means)
  }
  for (let i = 0; i < means.length; i++) means[i] /= Math.max(1, reference.length)
  const base = means.reduce((sum, mean) => sum + mean, bias)

  const amounts = new Float64Array(entries.length)
  const only = new Uint32Array(1)
  return (from, row) => {
    only[0] = row
    encoder.fill(batch, from, only, 0, 1, false)
    amounts.fill(0)
    addTerms(0, amounts)
    return {
      base,
      contributions: entries.map(({ feature, valueOf }, i) => ({
        feature,
        value: valueOf(from, row),
        amount: amounts[i] - means[i],
      })),
    }
  }

  function addTerms(row: number, out: Float64Array): void {
    const numbers = network.numeric
    const fields = network.fields.length
    for (let i = 0; i < numbers; i++) out[entryOf[i]] += weights[1 + i] * batch.numeric[row * numbers + i]
    for (let f = 0; f < fields; f++) out[entryOf[numbers + f]] += weights[1 + numbers + batch.codes[row * fields + f]]
  }
}

interface Entry {
  readonly feature: string
  readonly valueOf: (table: Table, row: number) => number | null
}

/** The features that contributions are reported for, and the entry of each numeric input and then each field: see `fitEncoder`. */
function entriesOf(encoder: Encoder, schema: Schema): { entries: Entry[]; entryOf: number[] } {
  const entries: Entry[] = schema.numeric.map(({ id }, column) => ({
    feature: id,
    valueOf: ({ numeric }, row) => (Number.isNaN(numeric[column][row]) ? null : numeric[column][row]),
  }))
  const more = new Map(
    schema.numeric.flatMap(({ id }, column) => [missingName(id), plainName(id)].map((name) => [name, column] as const))
  )
  const add = (feature: string, valueOf: Entry['valueOf'] = () => null) => entries.push({ feature, valueOf }) - 1
  const entryOf = [
    ...encoder.numeric.map((name, i) => (i < schema.numeric.length ? i : (more.get(name) ?? add(name)))),
    ...encoder.fields.map(({ id }, field) => {
      if (field < schema.categorical.length) return add(id, ({ categorical }, row) => categorical[field][row] || null)
      return id === 'position' ? add(id, ({ position }, row) => position?.[row] ?? null) : add(id)
    }),
  ]
  return { entries, entryOf }
}
