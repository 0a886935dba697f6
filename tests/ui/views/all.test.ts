import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import type { Component } from 'svelte'
import { afterEach, describe, expect, test } from 'vitest'
import AlertsView from '../../../src/views/AlertsView.svelte'
import AuditView from '../../../src/views/AuditView.svelte'
import CalibrationView from '../../../src/views/CalibrationView.svelte'
import ConfusionView from '../../../src/views/ConfusionView.svelte'
import CostView from '../../../src/views/CostView.svelte'
import DriftTimeline from '../../../src/views/DriftTimeline.svelte'
import EnginesView from '../../../src/views/EnginesView.svelte'
import ExamplesView from '../../../src/views/ExamplesView.svelte'
import FieldsView from '../../../src/views/FieldsView.svelte'
import GainsView from '../../../src/views/GainsView.svelte'
import GapView from '../../../src/views/GapView.svelte'
import HistogramView from '../../../src/views/HistogramView.svelte'
import HoursView from '../../../src/views/HoursView.svelte'
import ImportanceView from '../../../src/views/ImportanceView.svelte'
import IntervalsView from '../../../src/views/IntervalsView.svelte'
import { views } from '../../../src/views/index.ts'
import MissingView from '../../../src/views/MissingView.svelte'
import NumbersView from '../../../src/views/NumbersView.svelte'
import PositionView from '../../../src/views/PositionView.svelte'
import PrView from '../../../src/views/PrView.svelte'
import PublishedView from '../../../src/views/PublishedView.svelte'
import RaceView from '../../../src/views/RaceView.svelte'
import RocView from '../../../src/views/RocView.svelte'
import RoundsView from '../../../src/views/RoundsView.svelte'
import RunsTable from '../../../src/views/RunsTable.svelte'
import SampleTable from '../../../src/views/SampleTable.svelte'
import SlicesView from '../../../src/views/SlicesView.svelte'
import StabilityView from '../../../src/views/StabilityView.svelte'
import TradeoffView from '../../../src/views/TradeoffView.svelte'
import TreesView from '../../../src/views/TreesView.svelte'
import TruthView from '../../../src/views/TruthView.svelte'
import WhyView from '../../../src/views/WhyView.svelte'
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
