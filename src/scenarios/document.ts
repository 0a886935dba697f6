import type { EngineId } from '../core/engines/engine.ts'
import type { Settings } from '../core/kernel/knobs.ts'
import type { SplitSettings } from '../core/training/split.ts'
import type { Drift } from '../core/drift/kinds/kind.ts'
import type { Lane } from './scenario.ts'

/** The whole state of a piece of work; a link, a file and a run of the headless runner are all one of these. */
export interface LabDocument {
  readonly version: 1
  readonly scenario: string
  readonly seed: number
  readonly engine: EngineId | 'auto'
  /** Every knob of the world. */
  readonly world: Settings
  readonly split: SplitSettings
  /** Every knob of every entrant. */
  readonly lanes: readonly Lane[]
  /** The drift that *Inject drift* injects. */
  readonly drift: Omit<Drift, 'start'>
  readonly view: View
  readonly teach: Teach
}

export interface View {
  readonly step: 'data' | 'models' | 'evaluation' | 'operation'
  /** Metric id shown in the big picture. */
  readonly metric: string
  readonly k: number
  readonly gain: 'linear' | 'exponential'
  /** null is the run's own, chosen on validation. */
  readonly threshold: number | null
  /** Whether curves show the expected metric where there is one. */
  readonly expected: boolean
}

/** What a teacher decided: ids of hidden and locked controls and pictures, a task, and presenter size. */
export interface Teach {
  readonly hide: readonly string[]
  readonly lock: readonly string[]
  readonly task: string
  readonly presenter: boolean
}
