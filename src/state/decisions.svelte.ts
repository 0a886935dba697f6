import type { LabApi } from '../../workers/lab.api.ts'
import type { Basis } from '../core/metrics/basis.ts'
import type { AnswerOf, ChoiceOf, QuestionId } from '../core/questions/kinds/index.ts'
import { answerTo, withAnswer, type Answer, type Answers, type Asked } from './answers.ts'
import type { CoreUse } from './cores.ts'
import { Latest } from './latest.ts'
import type { WorkerPool } from './pool.ts'
import type { RunState } from './run.svelte.ts'

/** A drag asks workers once, when it has come to rest. */
const REST_MS = 250

/** What was asked about the shown runs: of their workers, which hold models and rows. */
export class DecisionsState {
  private answers = $state.raw<Answers>({})
  /** Of questions under way, which share is done. */
  private shares = $state.raw<{ readonly [Id in QuestionId]?: number }>({})

  private readonly newest = new Map<QuestionId, Latest>()
  private readonly stopping = new Map<QuestionId, AbortController>()
  private readonly pool: Pick<WorkerPool, 'trainerAt'>

  constructor(pool: Pick<WorkerPool, 'trainerAt'>) {
    this.pool = pool
  }

  /** What is known of a run by its report on these rows; null where it was not asked. */
  answerOf<Id extends QuestionId>(id: Id, run: RunState, basis: Basis): Asked<AnswerOf<Id>> | null {
    return answerTo<Id>(this.answers[id], run, basis)?.asked ?? null
  }

  /** What it was asked with; null until it is answered. */
  choiceOf<Id extends QuestionId>(id: Id, run: RunState, basis: Basis): ChoiceOf<Id> | null {
    const found = answerTo<Id>(this.answers[id], run, basis)
    return found && isSettled(found.asked) ? found.choice : null
  }

  /** Which share of the answers is there; null while none is awaited. */
  shareOf(id: QuestionId): number | null {
    return this.shares[id] ?? null
  }

  /** Asks about runs; the newest question of its kind wins, and what was answered before stays until all have answered. */
  ask<Id extends QuestionId>(id: Id, runs: readonly RunState[], basis: Basis, choice: ChoiceOf<Id>): Promise<void> {
    return this.askBy(this.newestOf(id), id, runs, basis, choice)
  }

  /** The same once nothing else has been asked for a moment: what a drag asks about. */
  askAtRest<Id extends QuestionId>(
    id: Id,
    runs: readonly RunState[],
    basis: Basis,
    choice: ChoiceOf<Id>
  ): Promise<void> {
    return this.askBy(this.newestOf(id, REST_MS), id, runs, basis, choice)
  }

  /** What was asked of a kind is answered no more. */
  drop(id: QuestionId): void {
    this.newest.get(id)?.cancel()
  }

  /**
   * Asks about runs that have no answer yet on these rows, each of which is kept as it comes; those about runs no longer shown
   * are forgotten. Whoever waits for a core reads what the `use` is.
   */
  async want<Id extends QuestionId>(
    id: Id,
    runs: readonly RunState[],
    basis: Basis,
    choice: ChoiceOf<Id>,
    use?: CoreUse
  ): Promise<void> {
    this.forget(id, runs)
    const { signal } = this.stoppingOf(id)
    const wanted = runs.filter((run) => run.report && !this.answerOf(id, run, basis))
    if (!wanted.length) return
    const shares = new Map<RunState, number>()
    const tell = (run: RunState, share: number): void => {
      // Telemetry has a port of its own: its last word may come after the answer.
      if (shares.get(run) === 1) return
      shares.set(run, share)
      this.shares = { ...this.shares, [id]: [...shares.values()].reduce((sum, one) => sum + one, 0) / wanted.length }
    }
    this.shares = { ...this.shares, [id]: 0 }
    await Promise.all(
      wanted.map(async (run) => {
        const { report } = run
        if (!report) return
        const answered = (asked: Asked<AnswerOf<Id>>): void =>
          this.keep<Id>(id, withAnswer<Id>(this.answers[id], { report, basis, choice, asked }))
        answered({ answer: null, problem: null })
        const asked = await this.answer(id, run, basis, choice, { use, signal, tell: (share) => tell(run, share) })
        tell(run, 1)
        answered(asked)
      })
    )
    this.shares = { ...this.shares, [id]: undefined }
  }

  /** Lets answers go, but those about these runs. */
  forget<Id extends QuestionId>(id: Id, but: readonly RunState[] = []): void {
    const answers: readonly Answer<Id>[] = this.answers[id] ?? []
    const kept = answers.filter(({ report }) => but.some((run) => run.report === report))
    if (kept.length < answers.length) this.keep<Id>(id, kept)
  }

  /** Ends a question under way; answers that are there stay. */
  stop(id: QuestionId, runs: readonly RunState[]): void {
    this.stopping.get(id)?.abort(new Error('the question was stopped'))
    for (const { laneIndex } of runs) this.pool.trainerAt(laneIndex).stopAsking(id)
  }

  private keep<Id extends QuestionId>(id: Id, answers: readonly Answer<Id>[]): void {
    this.answers = { ...this.answers, [id]: answers }
  }

  private newestOf(id: QuestionId, afterMs?: number): Latest {
    const latest = this.newest.get(id) ?? new Latest({ afterMs })
    this.newest.set(id, latest)
    return latest
  }

  private async askBy<Id extends QuestionId>(
    latest: Latest,
    id: Id,
    runs: readonly RunState[],
    basis: Basis,
    choice: ChoiceOf<Id>
  ): Promise<void> {
    const askOne = async (run: RunState, signal: AbortSignal): Promise<readonly Answer<Id>[]> => {
      const { report } = run
      const asked = await this.answer(id, run, basis, choice, { signal })
      return report ? [{ report, basis, choice, asked }] : []
    }
    await latest.ask(
      (signal) => Promise.all(runs.map((run) => askOne(run, signal))),
      (answers) => this.keep<Id>(id, answers.flat())
    )
  }

  /** A stop that has not been asked for yet. */
  private stoppingOf(id: QuestionId): AbortController {
    const fresh = new AbortController()
    this.stopping.set(id, fresh)
    return fresh
  }

  private async answer<Id extends QuestionId>(
    id: Id,
    run: RunState,
    { part, expected }: Basis,
    choice: ChoiceOf<Id>,
    { use, signal, tell }: Asking
  ): Promise<Asked<AnswerOf<Id>>> {
    const trainer = this.pool.trainerAt(run.laneIndex)
    let endHearing = (): void => undefined
    try {
      const ask = async (lab: LabApi) => {
        signal.throwIfAborted()
        endHearing()
        if (tell) endHearing = trainer.asking.hear(({ question, share }) => question === id && tell(share))
        return lab.questions.ask(run.spec.id, id, { ...choice, part, expected })
      }
      const answer = await trainer.callWith(run, ask, { use, signal })
      return { answer, problem: null }
    } catch (error) {
      return unanswered(error as Error)
    } finally {
      endHearing()
    }
  }
}

interface Asking {
  readonly use?: CoreUse
  /** Aborted when the answer is not needed any more. */
  readonly signal: AbortSignal
  /** Hears which share of it is there. */
  readonly tell?: (share: number) => void
}

function unanswered({ message }: Error): Asked<never> {
  return { answer: null, problem: message }
}

function isSettled({ answer, problem }: Asked<unknown>): boolean {
  return answer !== null || problem !== null
}
