import type { Schema } from '../../../src/core/kernel/table.ts'
import type { Why } from '../../../src/core/questions/explained.ts'
import { treeExplainer } from '../../../src/core/trees/contributions.ts'
import type { Ensemble, Tree } from '../../../src/core/trees/ensemble.ts'
import type { RoundEvaluation } from '../../../src/state/trees.ts'

const kinds = ['online', 'shop', 'cash', 'fuel', 'travel', 'games']

export const schema: Schema = {
  numeric: [
    { id: 'amount', label: 'amount', help: '' },
    { id: 'idle', label: 'hours since the last', help: '' },
  ],
  categorical: [{ id: 'kind', label: 'category', help: '', cardinality: kinds.length, values: kinds }],
  rowsPerRequest: null,
}

/** Asks for an amount, then for a category or the time since the last row; leaves grow smaller round by round. */
export function ensembleOf(rounds: number): Ensemble {
  return {
    base: -4.6,
    features: [
      { id: 'amount', kind: 'numeric' },
      { id: 'idle', kind: 'numeric' },
      { id: 'kind', kind: 'categorical' },
    ],
    trees: Array.from({ length: rounds }, (_, i) => treeAt(i)),
  }
}

/** Of a row of 912.30 with nothing known of its time, by a model whose treatment is undone by −7 logits. */
export function whyOf(ensemble: Ensemble): Why {
  const out = new Float64Array(4)
  treeExplainer(ensemble)(Float64Array.of(912.3, NaN, 3), out)
  const [amount, idle, kind, base] = out
  const logit = base + amount + idle + kind
  const contributions = [
    { feature: 'category', value: 'cash', amount: kind },
    { feature: 'amount', value: '912.3', amount },
    { feature: 'hours since the last', value: '', amount: idle },
  ]
  return { row: 1204, base, logit, corrected: logit - 7, contributions }
}

/** An auc that rises to its best at the tenth of these rounds, then falls. */
export function historyOf(rounds: readonly number[]): RoundEvaluation[] {
  return rounds.map((round) => {
    const auc = 0.85 - 0.0001 * (round - 10) * (round - 10)
    return { round, validation: { sampled: { auc, logLoss: 1 - auc }, expected: {} } }
  })
}

function treeAt(round: number): Tree {
  const shrunk = 1 / (1 + round)
  return {
    feature: Int32Array.of(0, 2, 1, -1, -1, -1, -1),
    threshold: Float32Array.of(220 + round, 0, 1.5, 0, 0, 0, 0),
    left: Int32Array.of(1, 3, 5, -1, -1, -1, -1),
    right: Int32Array.of(2, 4, 6, -1, -1, -1, -1),
    missingLeft: Uint8Array.of(1, 0, 1, 0, 0, 0, 0),
    value: Float32Array.of(-0.2, -0.3, 0.9, -0.41, -0.1, 1.62, 0.2).map((value) => value * shrunk),
    cover: Float32Array.of(1200, 1000, 200, 700, 300, 120, 80),
    gain: Float32Array.of(90, 12, 30, 0, 0, 0, 0).map((gain) => gain * shrunk),
    setStart: Int32Array.of(-1, 0, -1, -1, -1, -1, -1),
    setWords: Int32Array.of(-1, 1, -1, -1, -1, -1, -1),
    // Categories 1, 2, 4, 5 and 6.
    sets: Uint32Array.of(0b1110110),
  }
}
