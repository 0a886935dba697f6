import type { Remote } from 'comlink'
import type { LabApi } from '../../workers/lab.api.ts'
import type {
  Decision,
  DecisionPart,
  ExampleReport,
  ExampleSpec,
  IntervalReport,
  SliceReport,
} from '../core/decisions/contract.ts'
import type { Why } from '../core/lab.ts'
import type { CostSettings } from '../core/decisions/knobs.ts'
import type { RaceState } from './race.svelte.ts'
import type { RunState } from './run.svelte.ts'

const REDRAWS = 400

/** What a question about a run came to: under way, an answer, or one plain line why there is none. */
export interface Asked<T> {
  readonly answer: T | null
  readonly problem: string | null
}

/** What the shown runs would decide: asked of their workers, which hold models and rows. */
export class DecisionsState {
  part = $state<DecisionPart>('validation')
  /** By run. */
  decided = $state.raw<ReadonlyMap<string, Asked<Decision>>>(new Map())
  intervals = $state.raw<ReadonlyMap<string, Asked<IntervalReport>>>(new Map())
  /** By run, of one column. */
  slices = $state.raw<ReadonlyMap<string, Asked<SliceReport>>>(new Map())
  examples = $state.raw<Asked<ExampleReport> | null>(null)
  why = $state.raw<Asked<Why> | null>(null)
  /** From the press until every interval is there. */
  isRedrawing = $state(false)

  private readonly race: RaceState
  private slicing = 0
  private opening = 0

  constructor(race: RaceState) {
    this.race = race
  }

  /** Asks for the curves of finished runs that have none yet. */
  decide(runs: readonly RunState[]): void {
    const { part } = this
    for (const run of runs) {
      const key = keyOf(run, part)
      if (!run.report || this.decided.has(key)) continue
      this.decided = withAnswer(this.decided, key, WAITING)
      void this.ask(run, (lab) => lab.decide(run.spec.id, { part })).then((asked) => {
        this.decided = withAnswer(this.decided, key, asked)
      })
    }
  }

  decisionOf(run: RunState): Asked<Decision> | null {
    return this.decided.get(keyOf(run, this.part)) ?? null
  }

  /** Redraws whole clusters, for each run at its threshold. */
  async redraw(
    runs: readonly RunState[],
    thresholdOf: (run: RunState) => number,
    costs: CostSettings,
    seed: number
  ): Promise<void> {
    const { part } = this
    this.isRedrawing = true
    this.intervals = new Map()
    try {
      for (const run of runs) {
        if (!run.report) continue
        const spec = { part, threshold: thresholdOf(run), costs: { ...costs }, redraws: REDRAWS, seed }
        const asked = await this.ask(run, (lab) => lab.intervals(run.spec.id, spec))
        this.intervals = withAnswer(this.intervals, keyOf(run, part), asked)
      }
    } finally {
      this.isRedrawing = false
    }
  }

  intervalOf(run: RunState): Asked<IntervalReport> | null {
    return this.intervals.get(keyOf(run, this.part)) ?? null
  }

  /** Slices runs by a column, each at its threshold; the newest question wins. */
  async slice(runs: readonly RunState[], column: string, thresholdOf: (run: RunState) => number): Promise<void> {
    const { part } = this
    const turn = ++this.slicing
    const asked = await Promise.all(
      runs.map(async (run) => {
        const spec = { part, column, threshold: thresholdOf(run) }
        return [keyOf(run, part), await this.ask(run, (lab) => lab.slices(run.spec.id, spec))] as const
      })
    )
    if (turn === this.slicing) this.slices = new Map(asked)
  }

  sliceOf(run: RunState): Asked<SliceReport> | null {
    return this.slices.get(keyOf(run, this.part)) ?? null
  }

  async open(run: RunState, choice: Omit<ExampleSpec, 'part'>): Promise<void> {
    const { part } = this
    const turn = ++this.opening
    const asked = await this.ask(run, (lab) => lab.examples(run.spec.id, { ...choice, part }))
    if (turn === this.opening) this.examples = asked
  }

  async explain(run: RunState, row: number): Promise<void> {
    this.why = await this.ask(run, (lab) => lab.why(run.spec.id, row))
  }

  private async ask<T>(run: RunState, work: (lab: Remote<LabApi>) => Promise<T>): Promise<Asked<T>> {
    try {
      return { answer: await this.race.trainerAt(run.order).callWith(run, work), problem: null }
    } catch (error) {
      return { answer: null, problem: (error as Error).message }
    }
  }
}

const WAITING = { answer: null, problem: null }

function keyOf(run: RunState, part: DecisionPart): string {
  // Trees wound back are another model.
  return `${run.spec.id} ${part} ${run.report?.bestRowsSeen}`
}

function withAnswer<T>(map: ReadonlyMap<string, T>, key: string, answer: T): ReadonlyMap<string, T> {
  return new Map([...map, [key, answer]])
}
