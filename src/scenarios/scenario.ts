import type { Drift } from '../core/drift/kinds/kind.ts'
import type { WindowReport } from '../core/lab.ts'
import type { Settings } from '../core/kernel/knobs.ts'
import type { Part } from '../core/metrics/basis.ts'
import type { Measured } from '../core/metrics/metric.ts'
import type { RowField } from '../core/training/row-settings.ts'
import type { Recipe, RunReport } from '../core/training/run.ts'
import type { ScenarioFacts } from './scenario-facts.ts'
import type { SectionId } from './sections/index.ts'

/** A production system as a story: one file exporting one of these, one line in the catalogue. */
export interface Scenario extends ScenarioFacts {
  /** One sentence: what this system teaches. */
  readonly point: string
  readonly budgetMs: number
  /** The entrants of its default race, with their changed settings only. */
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
export interface Preset extends PresetSettings {
  readonly id: string
  readonly label: string
  readonly verdict: 'good' | 'bad'
  /** One or two sentences: what will be seen, and why. */
  readonly story: string
  readonly goal: string
  /** Positives its numbers are measured on, in a part or in a window of live traffic: the fewest and the most at the seeds 1 to 5, or to `seeds`. */
  readonly restsOn: {
    readonly part: Part | 'window'
    readonly positives: readonly [fewest: number, most: number]
    readonly seeds?: number
  }
  /** Whether what was really trained and watched reaches the goal; left out where only the reader can tell. */
  readonly reached?: (evidence: Evidence) => boolean
  readonly world: Settings
  /** Knobs that rows follow from and the goal asks to turn: runs with any value of these count. */
  readonly turns?: readonly string[]
  readonly lanes?: readonly Lane[]
  /** Where the story is seen: a step and a metric id. */
  readonly step: string
  readonly metric?: string
}

/** Changed settings of sections, by id; where a preset is looked at is its step and metric. */
type PresetSettings = { readonly drift?: Omit<Drift, 'start'> } & {
  readonly [Id in Exclude<SectionId, 'lab' | 'view' | 'drift'>]?: Settings
}

/** What happened in the world of a preset since it was opened, for the check of its goal. */
export interface Evidence {
  /** Oldest first. */
  readonly runs: readonly RunEvidence[]
  /** Windows of live traffic, one list per entrant. */
  readonly windows: readonly (readonly WindowReport[])[]
  readonly driftTimes: readonly number[]
  readonly retrainTimes: readonly number[]
  /** Where the reader put the threshold; null is where each run chose its own. */
  readonly threshold: number | null
  /** Share of positives to which the reader has thinned them; null is as they are. */
  readonly prevalence: number | null
}

/** A finished run with its surroundings. */
export interface RunEvidence {
  readonly model: string
  readonly settings: Settings
  readonly recipe: Pick<Recipe, RowField | 'seed'>
  readonly report: RunReport
  readonly ceiling: Measured | null
  readonly trivial: Measured
  readonly evaluations: readonly { readonly rowsSeen: number; readonly validation: Measured }[]
}
