import type { Settings } from '../core/kernel/knobs.ts'
import type { Drift } from '../core/drift/kinds/kind.ts'

/** A production system as a story: one file exporting one of these, one line in the catalogue. */
export interface Scenario {
  readonly id: string
  readonly label: string
  /** One sentence: what this system teaches. */
  readonly point: string
  readonly dataset: string
  readonly budgetMs: number
  /** Metric keys shown as tabs, the headline first. */
  readonly metrics: readonly string[]
  readonly lanes: readonly Lane[]
  readonly presets: readonly Preset[]
}

/** An entrant of the race. */
export interface Lane {
  readonly id: string
  readonly model: string
  readonly settings: Settings
}

/** A starting point known to be good, or known to be bad, and something to reach from it. */
export interface Preset {
  readonly id: string
  readonly label: string
  readonly verdict: 'good' | 'bad'
  /** One or two sentences: what will be seen, and why. */
  readonly story: string
  readonly goal: string
  /** Changed settings only. */
  readonly world: Settings
  readonly split?: Settings
  readonly lanes?: readonly Lane[]
  readonly drift?: Omit<Drift, 'start'>
  /** Where the story is seen: a step and a metric key. */
  readonly step: 'data' | 'models' | 'evaluation' | 'operation'
  readonly metric?: string
}
