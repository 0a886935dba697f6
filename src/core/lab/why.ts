import { spreadRows } from '../kernel/spread-rows.ts'
import { explainLinear, isLinear } from '../scoring/linear-contributions.ts'
import { keptState } from '../training/train.ts'
import { isEnsemble, networkStateOf } from '../training/run.ts'
import { explainTrees, type Explain, type Explanation } from '../trees/explanation.ts'
import { applyUndo } from '../treatments/undo.ts'
import { nameOf } from '../questions/cells.ts'
import type { Why } from '../questions/kinds/why.ts'
import type { Served } from '../runs/served.ts'
import type { Prepared } from './tables.ts'

/** Training rows that a linear model's contributions are relative to, spread over all of them. */
const REFERENCE_ROWS = 20_000

/**
 * Why a row has its score: contributions that add up to the logit, exact for trees and for logistic regression.
 * @throws one line where the model has none
 */
export function whyOf(run: Served, { draw, known, split }: Prepared, row: number): Why {
  const { table } = draw
  const explained = explainerOf(run, known.table, spreadRows(split.train, REFERENCE_ROWS))(table, row)
  const { schema } = table
  const logit = explained.contributions.reduce((sum, { amount }) => sum + amount, explained.base)
  const [corrected] = applyUndo(run.correction.undo, Float64Array.of(logit), new Float64Array(1))
  return {
    row,
    base: explained.base,
    logit,
    corrected,
    contributions: named(explained),
  }

  function named({ contributions }: Explanation): Why['contributions'] {
    return contributions.map(({ feature, value, amount }) => {
      const field = schema.categorical.find(({ id }) => id === feature)
      const number = schema.numeric.find(({ id }) => id === feature)
      const text = value === null ? '' : field ? nameOf(field.values, value) : String(Number(value.toPrecision(4)))
      return { feature: (field ?? number)?.label ?? feature, value: text, amount }
    })
  }
}

function explainerOf(run: Served, table: Prepared['known']['table'], reference: Uint32Array): Explain {
  const { fitted, checkpoint } = run
  const state = keptState(checkpoint)
  if (fitted.sort === 'trees' && isEnsemble(state)) return explainTrees(state)
  if (fitted.sort === 'network' && isLinear(fitted.network)) {
    const { network, encoder } = fitted
    return explainLinear({ network, encoder, weights: networkStateOf(state).weights }, table, reference)
  }
  throw new Error('no exact contributions for this model: they are known for trees and logistic regression')
}
