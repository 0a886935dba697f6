import { datasetOf } from '../../datasets/index.ts'
import { versionName, versionOf, type Origin, type Version } from '../core/runs/version.ts'
import type { Phase, Recipe, RunReport, TrainEvent, VersionSpec } from '../core/training/run.ts'
import type { Settings } from '../core/kernel/knobs.ts'
import { pickEngine } from '../core/engines/picker.ts'
import { usualEngine, type EngineId } from '../core/engines/index.ts'
import type { DataSummary } from '../core/lab.ts'
import { learnerOf, learnerOfState } from '../core/learners/index.ts'
import type { Learner } from '../core/learners/learner.ts'
import { isUnderWay, type Evaluation, type FoundRun, type RunStatus } from '../core/report/found-run.ts'

export interface Mark {
  readonly rowsSeen: number
  readonly mark: 'rate' | 'resumed' | 'engine'
  readonly text: string
}

/** Why a model is not asked any more: the rows it was measured on cannot be drawn again. */
export const EARLIER_WORLD =
  'this model was made with an earlier version of this world, whose rows cannot be drawn again: train it again'

/** Whether a world has another version now than a recipe says: the recipe draws other rows today. */
export function isOfEarlierWorld({ dataset, version }: Recipe): boolean {
  return version !== datasetOf(dataset).version
}

/** What is said of a run before it begins; one without an origin is trained here. */
type RunFacts = Pick<RunState, 'spec' | 'laneIndex' | 'label' | 'data' | 'repeatGroup' | 'startedAt'> & {
  readonly origin?: Origin
}

/** One training, or a model trained elsewhere, as the page sees it. Arrays are replaced, never mutated, so that `$derived` notices. */
export class RunState implements FoundRun {
  readonly spec: VersionSpec
  readonly origin: Origin
  /** Which lane of the race, from 0: its colour, dash and marker everywhere. */
  readonly laneIndex: number
  /** Model label, with what sets it apart. */
  readonly label: string
  /** What the data allowed: ceilings and trivial values of its rows. */
  data = $state.raw<DataSummary>() as DataSummary
  /** Runs trained together over several seeds share this; null stands alone. */
  readonly repeatGroup: string | null
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
  /** To how many of its trees it is wound back; null where all that were kept count. */
  rewoundTo = $state<number | null>(null)
  /** One plain line when something went wrong. */
  problem = $state<string | null>(null)
  pinned = $state(false)
  /** Whether a person has seen it on test: what is chosen after that is no longer judged by test alone. */
  lookedAtTest = $state(false)
  /** The engine at work; another than the spec's after a fallback. */
  engine = $state<EngineId>(usualEngine)

  constructor(facts: RunFacts) {
    this.spec = facts.spec
    this.origin = facts.origin ?? { kind: 'trained', run: facts.spec.id, seed: facts.spec.recipe.seed }
    this.laneIndex = facts.laneIndex
    this.label = facts.label
    this.data = facts.data
    this.repeatGroup = facts.repeatGroup
    this.startedAt = facts.startedAt
    this.engine = facts.spec.engine ?? pickEngine([]).id
  }

  isActive = $derived(isUnderWay(this))

  /** What fits and trains its model. */
  get learner(): Learner {
    const { model } = this.spec
    // A recording carries no checkpoint.
    if (model !== undefined) return learnerOf(model)
    const state = this.report?.checkpoint.state
    if (!state) throw new Error(`${this.label} is not measured yet`)
    return learnerOfState(state)
  }

  /** Whether it trains at a rate that can be changed. */
  get hasRate(): boolean {
    return this.resolved === null || this.learner.hasRate(this.resolved)
  }

  /** Trained elsewhere and imported as a file: its training rows and settings are not known. */
  get isImported(): boolean {
    return this.origin.kind === 'imported'
  }

  /** What its model is called wherever versions are listed. */
  get name(): string {
    return versionName(this.label, this.rewoundTo)
  }

  /** Its model as something that can serve; null until it has ended. */
  get version(): Version | null {
    return this.report && versionOf(this.spec, this.origin, this.report, this.rewoundTo)
  }

  /** Whether its world has another version now: its recipe draws other rows than those it was measured on. */
  get isOfEarlierWorld(): boolean {
    return isOfEarlierWorld(this.spec.recipe)
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
