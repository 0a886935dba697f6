import type { Phase, RunReport, RunSpec, TrainEvent } from '../core/training/run.ts'
import type { Settings } from '../core/kernel/knobs.ts'
import type { Measured } from '../core/metrics/metric.ts'
import type { EngineId } from '../core/engines/engine.ts'
import { usualEngine } from '../core/engines/index.ts'
import type { DataSummary } from '../core/lab.ts'
import { learnerOf } from '../core/learners/index.ts'
import type { Learner } from '../core/learners/learner.ts'

/** No lane of a document has a colon in its id. */
export const IMPORTED = 'imported:'

export type RunStatus = 'waiting' | 'running' | 'paused' | 'finished' | 'stopped' | 'diverged' | 'failed'

export interface Evaluation {
  readonly rowsSeen: number
  readonly epoch: number
  readonly validation: Measured
}

export interface Mark {
  readonly rowsSeen: number
  readonly mark: 'rate' | 'resumed' | 'engine'
  readonly text: string
}

/** One training as the page sees it. Arrays are replaced, never mutated, so that `$derived` notices. */
export class RunState {
  readonly spec: RunSpec
  /** Which lane of the race, from 0: its colour, dash and marker everywhere. */
  readonly order: number
  /** Model label, with what sets it apart. */
  readonly label: string
  /** What the data allowed: ceilings and trivial values of its rows. */
  data = $state.raw<DataSummary>() as DataSummary
  /** Runs trained together over several seeds share this; null stands alone. */
  readonly repeat: string | null
  readonly startedAt: number

  status = $state<RunStatus>('waiting')
  phase = $state<Phase | null>(null)
  rowsSeen = $state(0)
  rowsTotal = $state(0)
  epoch = $state(0)
  loss = $state<number | null>(null)
  rowsPerSecond = $state<number | null>(null)
  rate = $state<number | null>(null)
  /** Its settings as they are used, once it has begun. */
  resolved = $state.raw<Settings | null>(null)
  evaluations = $state.raw<readonly Evaluation[]>([])
  marks = $state.raw<readonly Mark[]>([])
  report = $state.raw<RunReport | null>(null)
  /** One plain line when something went wrong. */
  problem = $state<string | null>(null)
  pinned = $state(false)
  /** Whether a person has seen it on test: what is chosen after that is no longer judged by test alone. */
  lookedAtTest = $state(false)
  /** The engine at work; another than the spec's after a fallback. */
  engine = $state<EngineId>(usualEngine)

  constructor(facts: Pick<RunState, 'spec' | 'order' | 'label' | 'data' | 'repeat' | 'startedAt'>) {
    this.spec = facts.spec
    this.order = facts.order
    this.label = facts.label
    this.data = facts.data
    this.repeat = facts.repeat
    this.startedAt = facts.startedAt
    this.engine = facts.spec.engine
  }

  isActive = $derived(this.status === 'waiting' || this.status === 'running' || this.status === 'paused')

  /** What fits and trains its model. */
  get learner(): Learner {
    return learnerOf(this.spec.model)
  }

  /** Whether it trains at a rate that can be changed. */
  get hasRate(): boolean {
    return this.resolved === null || this.learner.hasRate(this.resolved)
  }

  /** Trained elsewhere and brought as a file: nobody here knows on what, and how. */
  get isImported(): boolean {
    return this.spec.lane.startsWith(IMPORTED)
  }

  /** Takes one event of the training in. */
  take(event: TrainEvent): void {
    switch (event.type) {
      case 'phase':
        this.phase = event.phase
        if (this.status === 'waiting') this.status = 'running'
        return
      case 'settings':
        this.resolved = event.resolved
        return
      case 'progress':
        this.rowsSeen = event.rowsSeen
        this.rowsTotal = event.rowsTotal
        this.epoch = event.epoch
        this.loss = event.loss
        this.rowsPerSecond = event.rowsPerSecond
        return
      case 'evaluation':
        this.evaluations = [...this.evaluations, event]
        return
      case 'mark':
        this.marks = [...this.marks, event]
        return
      case 'paused':
        this.status = 'paused'
        return
      case 'resumed':
        this.status = 'running'
        return
      case 'checkpoint':
        return
      default:
        event satisfies never
    }
  }

  /** Drops what came after a checkpoint, so that no step counts twice when the run goes on from it. */
  rewind(rowsSeen: number): void {
    this.evaluations = this.evaluations.filter((evaluation) => evaluation.rowsSeen <= rowsSeen)
    this.marks = this.marks.filter((mark) => mark.rowsSeen <= rowsSeen)
    this.rowsSeen = rowsSeen
  }

  /** Takes over what another run had seen by a checkpoint from which this one goes on. */
  inherit(other: RunState, rowsSeen: number): void {
    this.evaluations = other.evaluations
    this.marks = other.marks
    this.rowsTotal = other.rowsTotal
    this.rewind(rowsSeen)
  }
}
