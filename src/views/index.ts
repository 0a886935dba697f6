import type { ViewModule } from './view.ts'

/** Every picture by its id, in the order of the steps. A picture is loaded with the step that lists it, or where it is placed. */
export const views = {
  truth: () => import('./data/TruthView.svelte'),
  position: () => import('./data/PositionView.svelte'),
  hours: () => import('./data/HoursView.svelte'),
  fields: () => import('./data/FieldsView.svelte'),
  numbers: () => import('./data/NumbersView.svelte'),
  missing: () => import('./data/MissingView.svelte'),
  sample: () => import('./data/SampleTable.svelte'),
  audit: () => import('./data/AuditView.svelte'),
  race: () => import('./race/RaceView.svelte'),
  engines: () => import('./race/EnginesView.svelte'),
  runs: () => import('./race/RunsTable.svelte'),
  rounds: () => import('./trees/RoundsView.svelte'),
  importance: () => import('./trees/ImportanceView.svelte'),
  trees: () => import('./trees/TreesView.svelte'),
  roc: () => import('./evaluation/RocView.svelte'),
  pr: () => import('./evaluation/PrView.svelte'),
  confusion: () => import('./evaluation/ConfusionView.svelte'),
  cost: () => import('./decisions/CostView.svelte'),
  value: () => import('./decisions/ValueView.svelte'),
  alerts: () => import('./decisions/AlertsView.svelte'),
  gains: () => import('./decisions/GainsView.svelte'),
  intervals: () => import('./decisions/IntervalsView.svelte'),
  slices: () => import('./decisions/SlicesView.svelte'),
  examples: () => import('./decisions/ExamplesView.svelte'),
  why: () => import('./trees/WhyView.svelte'),
  histogram: () => import('./evaluation/HistogramView.svelte'),
  calibration: () => import('./evaluation/CalibrationView.svelte'),
  gap: () => import('./evaluation/GapView.svelte'),
  tradeoff: () => import('./evaluation/TradeoffView.svelte'),
  published: () => import('./evaluation/PublishedView.svelte'),
  drift: () => import('./operation/DriftTimeline.svelte'),
  stability: () => import('./operation/StabilityView.svelte'),
} as const satisfies Readonly<Record<string, () => Promise<ViewModule>>>

export type ViewId = keyof typeof views
