import { spreadRows } from '../kernel/spread-rows.ts'
import type { Table } from '../kernel/table.ts'
import { learnerOfState } from '../learners/index.ts'
import { keptStateOf } from '../learners/kept-state.ts'
import type { Explain, Explanation } from '../trees/explanation.ts'
import { applyUndo } from '../treatments/undo.ts'
import { nameOf } from '../questions/cells.ts'
import type { Why } from '../questions/explained.ts'
import type { Served } from '../runs/served.ts'
import type { Prepared } from './tables.ts'

/** Training rows that a linear model's contributions are relative to, spread over all of them. */
const REFERENCE_ROWS = 20_000

/**
 * Why a row has its score: contributions that add up to the logit, exact for trees and for logistic regression.
 * @throws one line where the model has none
 */
export async function whyOf(run: Served, { draw, known, split }: Prepared, row: number): Promise<Why> {
  const { table } = draw
  const explain = await explainerOf(run, known.table, spreadRows(split.train, REFERENCE_ROWS))
  const explained = explain(table, row)
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

async function explainerOf(run: Served, table: Table, reference: Uint32Array): Promise<Explain> {
  const learner = learnerOfState(run.checkpoint.state)
  const { explain } = await learner.load()
  const { ready } = run.fitted
  const explains = explain?.({ fitted: ready, state: keptStateOf(learner, run.checkpoint), table, reference })
  if (!explains)
    throw new Error('no exact contributions for this model: they are known for trees and logistic regression')
  return explains
}
