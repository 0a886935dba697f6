import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import type { Component } from 'svelte'
import { afterEach, describe, expect, test } from 'vitest'
import AlertsView from '../../../src/views/decisions/AlertsView.svelte'
import AuditView from '../../../src/views/data/AuditView.svelte'
import CalibrationView from '../../../src/views/evaluation/CalibrationView.svelte'
import ConfusionView from '../../../src/views/evaluation/ConfusionView.svelte'
import CostView from '../../../src/views/decisions/CostView.svelte'
import DriftTimeline from '../../../src/views/operation/DriftTimeline.svelte'
import EnginesView from '../../../src/views/race/EnginesView.svelte'
import ExamplesView from '../../../src/views/decisions/ExamplesView.svelte'
import FieldsView from '../../../src/views/data/FieldsView.svelte'
import GainsView from '../../../src/views/decisions/GainsView.svelte'
import GapView from '../../../src/views/evaluation/GapView.svelte'
import HistogramView from '../../../src/views/evaluation/HistogramView.svelte'
import HoursView from '../../../src/views/data/HoursView.svelte'
import ImportanceView from '../../../src/views/trees/ImportanceView.svelte'
import IntervalsView from '../../../src/views/decisions/IntervalsView.svelte'
import { views } from '../../../src/views/index.ts'
import MissingView from '../../../src/views/data/MissingView.svelte'
import NumbersView from '../../../src/views/data/NumbersView.svelte'
import PositionView from '../../../src/views/data/PositionView.svelte'
import PrView from '../../../src/views/evaluation/PrView.svelte'
import PublishedView from '../../../src/views/evaluation/PublishedView.svelte'
import RaceView from '../../../src/views/race/RaceView.svelte'
import RocView from '../../../src/views/evaluation/RocView.svelte'
import RoundsView from '../../../src/views/trees/RoundsView.svelte'
import RunsTable from '../../../src/views/race/RunsTable.svelte'
import SampleTable from '../../../src/views/data/SampleTable.svelte'
import SlicesView from '../../../src/views/decisions/SlicesView.svelte'
import StabilityView from '../../../src/views/operation/StabilityView.svelte'
import TradeoffView from '../../../src/views/evaluation/TradeoffView.svelte'
import TreesView from '../../../src/views/trees/TreesView.svelte'
import TruthView from '../../../src/views/data/TruthView.svelte'
import WhyView from '../../../src/views/trees/WhyView.svelte'
import { decidedBy } from './decisions-sample.ts'
import { kinds, readings } from './readings.ts'
import { auditOf } from './audit-sample.ts'
import { data, traffic, trained } from './sample.ts'
import { ensembleOf, historyOf, schema, whyOf } from './trees-sample.ts'

const components: Readonly<Record<(typeof views)[number]['id'], unknown>> = {
  truth: TruthView,
  position: PositionView,
  hours: HoursView,
  fields: FieldsView,
  numbers: NumbersView,
  missing: MissingView,
  sample: SampleTable,
  audit: AuditView,
  race: RaceView,
  engines: EnginesView,
  runs: RunsTable,
  rounds: RoundsView,
  importance: ImportanceView,
  trees: TreesView,
  roc: RocView,
  pr: PrView,
  confusion: ConfusionView,
  cost: CostView,
  alerts: AlertsView,
  gains: GainsView,
  intervals: IntervalsView,
  slices: SlicesView,
  examples: ExamplesView,
  why: WhyView,
  histogram: HistogramView,
  calibration: CalibrationView,
  gap: GapView,
  tradeoff: TradeoffView,
  published: PublishedView,
  drift: DriftTimeline,
  stability: StabilityView,
}

const metrics = ['auc', 'logLoss']
const chosen = 'fused'
const grownBy = (rounds: number) => {
  const ensemble = ensembleOf(rounds)
  const history = historyOf(Array.from({ length: rounds }, (_, i) => i + 1))
  return { ensemble, why: whyOf(ensemble), history, schema }
}
const fills = {
  nothing: {
    runs: [],
    data: null,
    audit: null,
    windows: [],
    events: [],
    metrics,
    readings: [],
    kinds,
    history: [],
    ...decidedBy(0),
  },
  'one point': {
    runs: [trained({ evaluations: 1 })],
    data,
    audit: auditOf(1),
    ...traffic(1),
    ...grownBy(1),
    ...decidedBy(1, 1),
    metrics,
    readings: readings.slice(0, 1),
    kinds,
    chosen,
  },
  'two runs': {
    runs: [trained({ evaluations: 4 }), trained({ order: 1, label: 'DCN-V2', skill: 0.8, evaluations: 4 })],
    data,
    audit: auditOf(40),
    ...traffic(6),
    ...grownBy(12),
    ...decidedBy(2),
    ...{ metrics, readings, kinds, chosen },
  },
}

/** Views that are tables themselves. */
const ownTables: ReadonlySet<string> = new Set(['runs', 'sample', 'examples'])

const errors: unknown[] = []
window.addEventListener('error', (event) => errors.push(event.error))
afterEach(() => expect(errors).toEqual([]))

describe.each(views.map((view) => ({ ...view })))('$id', ({ id, label, help }) => {
  for (const [name, props] of Object.entries(fills)) {
    test(`renders with ${name}, marked by its id and explained, without a NaN`, () => {
      const { container } = render(components[id] as Component<typeof props>, { props })
      const section = container.firstElementChild
      expect(section?.getAttribute('data-view')).toBe(id)
      expect(section?.textContent).toContain(help)
      expect(container.innerHTML).not.toMatch(/NaN|undefined|Infinity|\[object/)
    })
  }

  test('says in a sentence what is missing, where there is nothing', () => {
    const { container } = render(components[id] as Component<typeof fills.nothing>, { props: fills.nothing })
    const said = container.querySelector('.empty')?.textContent ?? container.querySelector('.picture p')?.textContent
    expect(said).toMatch(/^[A-Z].+\.$/)
    expect(label.length).toBeGreaterThan(2)
  })

  test('has its numbers as a table', async () => {
    const { container } = render(components[id] as Component<(typeof fills)['two runs']>, { props: fills['two runs'] })
    if (!ownTables.has(id)) await userEvent.click(screen.getByRole('button', { name: /^Show as table/ }))
    const table = container.querySelector(ownTables.has(id) ? 'table' : '.numbers table')
    expect(table?.querySelectorAll('tbody tr').length).toBeGreaterThan(0)
  })
})
