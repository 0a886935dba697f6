import { LabWorker } from './lab-worker.ts'
import { engineOf } from '../core/engines/index.ts'
import { engineAfter } from '../core/engines/picker.ts'
import type { Draw } from '../core/kernel/table.ts'
import type { EngineReading, TrainOptions } from '../core/lab.ts'
import type { QuestionId } from '../core/questions/kinds/index.ts'
import { isTrainable, trainable } from '../core/runs/version.ts'
import type { Checkpoint, Command, RunReport, RunSpec } from '../core/training/run.ts'
import type { LabApi, LabMessage } from '../../workers/lab.api.ts'
import { Announcement } from './announcement.ts'
import type { Cores, CoreUse, Lease } from './cores.ts'
import { IDLE_MS, idleMsOf } from './idle.ts'
import { EARLIER_WORLD, type RunState } from './run.svelte.ts'

/** A stopped worker has this long to answer before it is replaced. */
const STOP_MS = 2_000
/** Failures in a row, with no checkpoint between them: see `engineAfter`; the last ends the run. */
const MOST_FAILURES = 3

export type TrainerOptions = Omit<TrainOptions, 'commands'> & {
  readonly readings: readonly EngineReading[]
  /** Called with every checkpoint, to be kept. */
  readonly onCheckpoint: (run: RunState, checkpoint: Checkpoint) => void
}

/** What a call to a lane's worker is for, and the signal that its result is not needed any more. */
export interface Calling {
  readonly use?: CoreUse
  readonly signal?: AbortSignal
}

/** One lane's worker, and the care for its training: whatever fails, it goes on from the last checkpoint. */
export class Trainer {
  /** Which share of an answer asked of this worker is there. */
  readonly asking = new Announcement<{ readonly question: QuestionId; readonly share: number }>()
  private readonly worker: LabWorker
  private run: RunState | null = null
  private checkpoint: Checkpoint | null = null
  private onCheckpoint: TrainerOptions['onCheckpoint'] = () => undefined
  private readings: readonly EngineReading[] = []
  private stopping = false
  /** The share of the cores it has now, for a worker that takes over. */
  private threads: number | undefined
  /** The runs whose models are in the worker's memory now. */
  private readonly loaded = new Set<string>()
  private turn: Promise<unknown> = Promise.resolve()
  private readonly cores: Cores

  constructor(name: string, cores: Cores) {
    this.cores = cores
    this.worker = new LabWorker(name, (message) => this.hear(message))
    this.worker.mostCores = cores.total
    this.worker.idleMs = IDLE_MS
  }

  get isTraining(): boolean {
    return this.run?.isActive ?? false
  }

  /**
   * Trains to the end, through lost workers and engines; the run's status and problem say how it went.
   * `begin` is called in its turn, when nothing else uses the worker: it gives the threads to begin with, once there are any.
   * @throws where another training is under way here
   */
  train(run: RunState, options: TrainerOptions, begin?: () => Promise<number>): Promise<void> {
    if (this.isTraining) throw new Error(`${this.run?.label} is being trained already; try again when that has ended.`)
    this.run = run
    this.worker.idleMs = idleMsOf(run.spec.recipe)
    this.stopping = false
    run.status = 'waiting'
    return this.alone(() => this.trainInTurn(run, options, begin))
  }

  private async trainInTurn(run: RunState, options: TrainerOptions, begin?: () => Promise<number>): Promise<void> {
    try {
      // Stopped while it waited for a window of traffic, or below for a core.
      if (!this.stopping) await this.trainThrough(run, begin ? { ...options, threads: await begin() } : options)
    } catch (error) {
      if (!this.stopping) throw error
    }
    if (this.stopping && run.isActive) run.status = 'stopped'
  }

  /** One use of the worker's model at a time: a training would take it from under a window being scored. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work)
    this.turn = done.catch(() => undefined)
    return done
  }

  private async trainThrough(run: RunState, { readings, onCheckpoint, ...options }: TrainerOptions): Promise<void> {
    this.checkpoint = options.from ?? null
    this.onCheckpoint = onCheckpoint
    this.readings = readings
    this.threads = options.threads
    this.worker.lend(options.threads ?? this.cores.total)
    const asked = trainable(run.spec)
    run.engine = asked.engine
    let { resumedBecause, rate, startPaused } = options
    let failedAt = this.checkpoint?.rowsSeen ?? 0
    for (let failures = 0; ;) {
      try {
        const spec = { ...asked, engine: run.engine }
        const from = this.checkpoint ?? undefined
        const more = { from, resumedBecause, rate, startPaused, threads: this.threads }
        const training = this.worker.call((lab) => lab.runs.train(spec, { ...options, ...more }))
        if (startPaused && !failures) this.command({ type: 'step' })
        const report = await training
        this.loaded.add(run.spec.id)
        end(run, report)
        return
      } catch (error) {
        const { name, message } = error as Error
        if (name === 'WorkerLost') this.loaded.clear()
        if (this.stopping) {
          run.status = 'stopped'
          run.problem = 'It did not stop in time, so its worker was replaced; the curve is kept.'
          return
        }
        const canGoOn = name === 'WorkerLost' || name === 'EngineLost'
        const reached = this.checkpoint?.rowsSeen ?? 0
        failures = reached > failedAt ? 1 : failures + 1
        failedAt = reached
        if (!canGoOn || failures > MOST_FAILURES) {
          run.status = 'failed'
          run.problem = message
          return
        }
        const before = run.engine
        run.engine = engineAfter(before, { isLost: name === 'EngineLost', failures }, readings)
        if (name === 'EngineLost' && run.engine === before) this.forgetWorker()
        resumedBecause =
          run.engine === before
            ? `${message}; went on in a fresh worker`
            : `${engineOf(before).short}: ${message}; went on with ${engineOf(run.engine).short}`
        rate = run.rate ?? rate
        if (this.checkpoint && rate && rate !== this.checkpoint.rate)
          resumedBecause += `, at learning rate ${rate.toPrecision(2)}`
        startPaused = isPaused(run)
        run.rewind(reached)
      }
    }
  }

  command(command: Command): void {
    const run = this.run
    if (!run?.isActive) return
    if (command.type === 'stop') this.stopSoon(run)
    if (command.type === 'rate') run.rate = command.rate
    if (command.type === 'threads') {
      this.threads = command.count
      this.worker.lend(command.count)
    }
    if (this.worker.isStarted) this.worker.call(async (lab) => lab.runs.command(command)).catch(() => undefined)
  }

  /**
   * Calls the worker with the run's model in its memory, on a lease; goes on once where the worker or the engine was lost.
   * Waits for the worker before it asks for cores, so that no lease of cores waits for a worker.
   */
  callWith<T>(run: RunState, work: (lab: LabApi) => Promise<T>, calling: Calling = {}): Promise<T> {
    return this.alone(() => this.onLease(() => this.callThrough(run, work), calling))
  }

  /** A call that takes more cores where there are any, and fewer where something else begins. */
  private onLease<T>(work: () => Promise<T>, { use = 'answering a question', signal }: Calling): Promise<T> {
    const lend = (cores: number): void => this.worker.lend(cores)
    const call = (lease: Lease): Promise<T> => {
      lend(lease.cores)
      return work()
    }
    return this.cores.during({ use, most: this.cores.total, resize: lend }, call, signal)
  }

  private async callThrough<T>(run: RunState, work: (lab: LabApi) => Promise<T>): Promise<T> {
    try {
      await this.load(run)
      return await this.worker.call(work)
    } catch (error) {
      const { name } = error as Error
      if (name !== 'WorkerLost' && name !== 'EngineLost') throw error
      this.loaded.clear()
      const before = run.engine
      run.engine = engineAfter(before, { isLost: name === 'EngineLost', failures: 1 }, this.readings)
      if (name === 'EngineLost' && run.engine === before) this.forgetWorker()
      await this.load(run)
      return this.worker.call(work)
    }
  }

  /** Runs a call that needs no model of before, in a fresh worker once more where the first was lost. */
  callAgain<T>(work: (lab: LabApi) => Promise<T>, calling: Calling = {}): Promise<T> {
    return this.alone(() => this.onLease(() => this.worker.callAgain(work), calling))
  }

  /** Gets ready to train. */
  warm(spec: RunSpec, shared: Draw | null): Promise<void> {
    return this.worker.call((lab) => lab.runs.warm(spec, shared))
  }

  /** Ends the questions of a kind that are under way. */
  stopAsking(question: QuestionId): void {
    if (this.worker.isStarted) this.worker.call((lab) => lab.questions.stop(question)).catch(() => undefined)
  }

  /** Makes sure the worker has the run's model, after a reload or a crash. */
  private async load(run: RunState): Promise<void> {
    // One that was idle has ended, and its models with it.
    if (!this.worker.isStarted) this.loaded.clear()
    if (this.loaded.has(run.spec.id)) return
    const { report, spec, engine } = run
    if (!report) throw new Error('this run has no model to score with: train it first')
    if (run.isOfEarlierWorld) throw new Error(EARLIER_WORLD)
    this.worker.idleMs = idleMsOf(spec.recipe)
    const { checkpoint, correction } = report
    const known = isTrainable(spec) ? { ...spec, engine } : spec
    await this.worker.call((lab) => lab.runs.restore(known, checkpoint, correction))
    this.loaded.add(run.spec.id)
  }

  /** Releases the models without a hold, once no other call is under way here. */
  releaseLoose(isHeld: (runId: string) => boolean): void {
    if (![...this.loaded].some((id) => !isHeld(id))) return
    void this.alone(async () => {
      for (const id of this.loaded) {
        if (isHeld(id)) continue
        this.loaded.delete(id)
        // A worker that is lost holds nothing any more.
        await this.worker.call((lab) => lab.runs.release(id)).catch(() => undefined)
      }
    })
  }

  /** Only a new worker can start a lost engine again, with new threads. */
  private forgetWorker(): void {
    this.worker.terminate('its engine was lost')
    this.loaded.clear()
  }

  private stopSoon(run: RunState): void {
    this.stopping = true
    run.phase = null
    setTimeout(() => {
      // Past its last batch it only measures what it reached.
      if (run.isActive && run.phase !== 'testing') this.worker.terminate('stopped')
    }, STOP_MS)
  }

  private hear(message: LabMessage): void {
    if (message.type === 'asking') return this.asking.tell(message)
    if (message.type === 'reaching' || message.type === 'reading' || !this.run) return
    this.run.take(message)
    if (message.type === 'checkpoint') {
      this.checkpoint = message.checkpoint
      this.onCheckpoint(this.run, message.checkpoint)
    }
  }
}

/** Asked anew: what a run was before its worker was awaited tells nothing. */
function isPaused(run: RunState): boolean {
  return run.status === 'paused'
}

function end(run: RunState, report: RunReport): void {
  run.report = report
  run.rowsSeen = report.rowsSeen
  run.phase = null
  const { reason, text } = report.ending
  run.status = reason === 'diverged' ? 'diverged' : reason === 'stopped' ? 'stopped' : 'finished'
  if (reason === 'diverged') run.problem = text
}

/** Each of so many trainings has an equal share of their cores; where there are more trainings, a thread each. */
export function threadsEach(cores: number, trainings: number): number {
  return Math.max(1, Math.floor(cores / Math.max(1, trainings)))
}
