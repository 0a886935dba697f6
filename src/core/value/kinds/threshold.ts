import { isCalled } from '../../metrics/curves/called.ts'
import { costKnobs, type CostSettings } from '../cost-knobs.ts'
import type { DecisionKind, Decisions, Outcome, ValueRows } from '../decision-kind.ts'
import { alertCost, missCost } from '../mistakes.ts'
import { worth } from '../worth.ts'

export const threshold: DecisionKind<typeof costKnobs> = {
  id: 'threshold',
  label: 'Alerts',
  help: 'A row whose score is at or above the threshold raises an alert. Alerts, false alarms and missed positives cost what the knobs say, so a value is a cost with a minus before it.',
  words: { value: 'value', trivial: 'without a model', chosen: 'alerts' },
  unit: 'money',
  per: { count: 10_000, of: 'rows' },
  knobs: costKnobs,
  onLabels: 'counted',
  hasCeiling: true,
  lacks: () => null,

  decide: ({ labels }, { scores, threshold: cut }) => {
    const place = new Uint8Array(labels.length)
    for (let row = 0; row < place.length; row++) place[row] = isCalled(scores[row], cut, row) ? 1 : 0
    return { place, price: null }
  },

  informed(rows, costs) {
    const { truth, amounts } = rows
    if (!truth) return null
    const pays = (p: number, row: number) => alertCost(p, costs) < missCost(p, p * worth(amounts?.[row] ?? 0), costs)
    return { place: Uint8Array.from(truth, (p, row) => (pays(p, row) ? 1 : 0)), price: null }
  },

  /** The cheaper of no alert and an alert on every row. */
  trivial(rows, costs) {
    const all = { place: new Uint8Array(rows.labels.length).fill(1), price: null }
    const none = { place: new Uint8Array(rows.labels.length), price: null }
    const outcome = rows.truth ? 'truth' : 'labels'
    return sum(valueOf(all, rows, outcome, costs)) > sum(valueOf(none, rows, outcome, costs)) ? all : none
  },

  value: (decisions, rows, outcome, costs) =>
    outcome === 'truth' && !rows.truth ? null : valueOf(decisions, rows, outcome, costs),
}

function valueOf({ place }: Decisions, rows: ValueRows, outcome: Outcome, costs: CostSettings): Float64Array {
  const { amounts } = rows
  const chances = outcome === 'truth' && rows.truth ? rows.truth : rows.labels
  return Float64Array.from(chances, (p, row) =>
    place[row] > 0 ? 0 - alertCost(p, costs) : 0 - missCost(p, p * worth(amounts?.[row] ?? 0), costs)
  )
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
