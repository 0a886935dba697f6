import type { LabApi } from '../../workers/lab.api.ts'
import type {
  Decision,
  ExampleReport,
  ExampleSpec,
  IntervalReport,
  IntervalSpec,
  SliceReport,
} from '../core/decisions/contract.ts'
import type { CostSettings } from '../core/value/cost-knobs.ts'
import type { Why } from '../core/lab.ts'
import type { Basis } from '../core/metrics/basis.ts'
import type { ValueChoice, ValueReport } from '../core/value/report.ts'
import { answerTo, isTo, withAnswer, type Answer, type Asked } from './answers.ts'
import type { RaceState } from './race.svelte.ts'
import type { RunState } from './run.svelte.ts'

const REDRAWS = 400

/** What the shown runs would decide: asked of their workers, which hold models and rows. */
export class DecisionsState {
  /** From the press until every interval is there: the share of the redraws done. */
  redrawn = $state<number | null>(null)
  /** Row that is being explained, or has been. */
  opened = $state<number | null>(null)

  private decided = $state.raw<readonly Answer<Decision>[]>([])
  private values = $state.raw<readonly Answer<ValueReport>[]>([])
  private redraws = $state.raw<readonly (Answer<IntervalReport> & { readonly spec: IntervalSpec })[]>([])
  private slices = $state.raw<readonly Answer<SliceReport>[]>([])
  private examples = $state.raw<readonly Answer<ExampleReport>[]>([])
  private whys = $state.raw<readonly Answer<Why>[]>([])

  private readonly race: Pick<RaceState, 'trainerAt'>
  private valuing = 0
  private slicing = 0
  private opening = 0
  private explaining = 0
  private isStopping = false

  constructor(race: Pick<RaceState, 'trainerAt'>) {
    this.race = race
  }

  /** Asks for the curves of finished runs that have none yet; answers about runs no longer shown are forgotten. */
  decide(runs: readonly RunState[], basis: Basis): void {
    this.decided = this.decided.filter(({ report }) => runs.some((run) => run.report === report))
    for (const run of runs) {
      const { report } = run
      if (!report || this.decisionOf(run, basis)) continue
      const answered = (asked: Asked<Decision>): void => {
        this.decided = withAnswer(this.decided, { report, basis, asked })
      }
      answered({ answer: null, problem: null })
      void this.ask(run, (lab) => lab.questions.decide(run.spec.id, basis)).then(answered)
    }
  }

  decisionOf(run: RunState, basis: Basis): Asked<Decision> | null {
    return answerTo(this.decided, run, basis)
  }

  /** Redraws whole clusters, for each run at the threshold, or at its own. */
  async redraw(
    runs: readonly RunState[],
    basis: Basis,
    threshold: number | null,
    costs: CostSettings,
    seed: number
  ): Promise<void> {
    const shares = new Map<RunState, number>()
    const told = (run: RunState, share: number): void => {
      shares.set(run, share)
      this.redrawn = [...shares.values()].reduce((sum, one) => sum + one, 0) / runs.length
    }
    this.isStopping = false
    this.redraws = []
    this.redrawn = 0
    const redrawOne = async (run: RunState): Promise<void> => {
      const { report } = run
      if (!report) return
      const spec = { part: basis.part, threshold, costs: { ...costs }, redraws: REDRAWS, seed }
      const asked = await this.ask(run, async (lab) => {
        if (this.isStopping) throw new Error('redrawing was stopped')
        // Telemetry has a port of its own: its last word may come after the answer.
        this.race.trainerAt(run.order).onRedraw = (share) => shares.get(run) !== 1 && told(run, share)
        return lab.questions.intervals(run.spec.id, spec)
      })
      told(run, 1)
      this.redraws = [...this.redraws, { report, basis, asked, spec }]
    }
    await Promise.all(runs.map(redrawOne))
    this.redrawn = null
  }

  /** Ends the redraws under way; intervals that are done stay. */
  stopRedraw(runs: readonly RunState[]): void {
    this.isStopping = true
    for (const { order } of runs) {
      const { worker } = this.race.trainerAt(order)
      if (worker.isStarted) worker.call(async (lab) => lab.questions.stopIntervals()).catch(() => undefined)
    }
  }

  intervalOf(run: RunState, basis: Basis): Asked<IntervalReport> | null {
    return answerTo(this.redraws, run, basis)
  }

  /** What a run's intervals were asked for. */
  redrawnFor(run: RunState, basis: Basis): IntervalSpec | null {
    return this.redraws.find((one) => isTo(one, run.report, basis))?.spec ?? null
  }

  /** Slices runs by a column, each at the threshold, or at its own; the newest question wins. */
  async slice(runs: readonly RunState[], basis: Basis, column: string, threshold: number | null): Promise<void> {
    const turn = ++this.slicing
    const answers = await Promise.all(
      runs.map(async (run) => {
        const { report } = run
        const spec = { part: basis.part, column, threshold }
        const asked = await this.ask(run, (lab) => lab.questions.slices(run.spec.id, spec))
        return report ? [{ report, basis, asked }] : []
      })
    )
    if (turn === this.slicing) this.slices = answers.flat()
  }

  sliceOf(run: RunState, basis: Basis): Asked<SliceReport> | null {
    return answerTo(this.slices, run, basis)
  }

  /** Values the decisions of runs under some settings; the newest question wins. */
  async value(runs: readonly RunState[], basis: Basis, choice: ValueChoice): Promise<void> {
    const turn = ++this.valuing
    const answers = await Promise.all(
      runs.map(async (run) => {
        const { report } = run
        const asked = await this.ask(run, (lab) =>
          lab.questions.value(run.spec.id, { ...choice, settings: { ...choice.settings }, part: basis.part })
        )
        return report ? [{ report, basis, asked }] : []
      })
    )
    if (turn === this.valuing) this.values = answers.flat()
  }

  valueOf(run: RunState, basis: Basis): Asked<ValueReport> | null {
    return answerTo(this.values, run, basis)
  }

  /** Opens rows of one cell; the newest question wins. */
  async open(run: RunState, basis: Basis, choice: Omit<ExampleSpec, 'part'>): Promise<void> {
    const { report } = run
    const turn = ++this.opening
    const asked = await this.ask(run, (lab) => lab.questions.examples(run.spec.id, { ...choice, part: basis.part }))
    if (turn === this.opening && report) this.examples = [{ report, basis, asked }]
  }

  examplesOf(run: RunState, basis: Basis): Asked<ExampleReport> | null {
    return answerTo(this.examples, run, basis)
  }

  /** Has the score of a row explained; the newest question wins. */
  async explain(run: RunState, basis: Basis, row: number): Promise<void> {
    const { report } = run
    const turn = ++this.explaining
    this.opened = row
    const asked = await this.ask(run, (lab) => lab.questions.why(run.spec.id, row))
    if (turn === this.explaining && report) this.whys = [{ report, basis, asked }]
  }

  whyOf(run: RunState, basis: Basis): Asked<Why> | null {
    return answerTo(this.whys, run, basis)
  }

  private async ask<T>(run: RunState, work: (lab: LabApi) => Promise<T>): Promise<Asked<T>> {
    try {
      return { answer: await this.race.trainerAt(run.order).callWith(run, work), problem: null }
    } catch (error) {
      return { answer: null, problem: (error as Error).message }
    }
  }
}
