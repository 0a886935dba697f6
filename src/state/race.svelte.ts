import type { Draw } from '../core/kernel/table.ts'
import type { DataSummary } from '../core/lab.ts'
import type { Command, DataFile, Recipe, RunSpec } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { isOn, lacksFile, recipeOf } from '../scenarios/recipe.ts'
import type { Lane } from '../scenarios/scenario.ts'
import { Announcement } from './announcement.ts'
import type { RunArchive } from './archive.svelte.ts'
import type { Cores, Lease } from './cores.ts'
import type { EngineBenchmarks } from './engine-benchmarks.svelte.ts'
import { entrantOf, longerTries, secondTry, type StartOptions, type Try } from './entrant.ts'
import { newestOn, newestRace } from './newest-race.ts'
import type { WorkerPool } from './pool.ts'
import { whileAwake } from './presence.ts'
import type { RunState } from './run.svelte.ts'
import type { Described, TablesState } from './tables.svelte.ts'
import { threadsEach, type TrainerOptions } from './trainer.ts'

/** What a person waits for. */
const SHOWN_USES = ['training', 'drawing', 'redrawing', 'working out a ceiling'] as const

/** What a race works with. */
interface With {
  readonly tables: TablesState
  readonly engines: EngineBenchmarks
  readonly pool: WorkerPool
  readonly archive: RunArchive
  readonly cores: Cores
}

/** The entrants that train now or trained last, and the transport. */
export class RaceState {
  current = $state.raw<readonly RunState[]>([])
  problem = $state<string | null>(null)
  notice = $state<string | null>(null)
  /** From Stop until the next training, so that the press shows at once. */
  isStopping = $state(false)
  /** Why what was asked for has not begun, in words. */
  waiting = $state<string | null>(null)
  /** Told before anything trains: whoever else uses the models or the machine gives way. */
  readonly training = new Announcement()
  private isPreparing = $state(false)
  /** True from Train until the last seed of a repeat has ended. */
  private isRacing = $state(false)

  readonly status = $derived.by(() => {
    const active = this.current.filter((run) => run.isActive)
    if (active.length)
      return active.every((run) => run.status === 'paused') ? ('paused' as const) : ('running' as const)
    return this.isPreparing || this.isRacing ? ('preparing' as const) : ('idle' as const)
  })

  private readonly tables: TablesState
  private readonly engines: EngineBenchmarks
  private readonly pool: WorkerPool
  private readonly archive: RunArchive
  private readonly cores: Cores
  private lease: Lease | null = null
  /** Those that the lease is for. */
  private lanes: readonly RunState[] = []
  private stopped = new AbortController()

  constructor({ tables, engines, pool, archive, cores }: With) {
    this.tables = tables
    this.engines = engines
    this.pool = pool
    this.archive = archive
    this.cores = cores
    tables.described.hear((rows) => void this.warm(rows))
    tables.failed.hear((line) => (this.problem = line))
    archive.removed.hear((id) => (this.current = this.current.filter((run) => run.spec.id !== id)))
    cores.changed.hear(() => (this.waiting = cores.waitingText(...SHOWN_USES)))
  }

  /**
   * Brings back finished runs and offers the unfinished ones; only one tab keeps runs. Runs on the document's own rows are the
   * current ones again, the others are listed. Gives the file of own data, by its key: no link carries it.
   */
  async wake(document: LabDocument, key: string | null = null): Promise<DataFile | null> {
    if (!(await this.archive.wake((line) => (this.problem = line))))
      this.notice =
        'Skewlab is also open in another tab. Both work, but only the first keeps its runs: close it and reload here to keep these.'
    const file = await this.archive.fileFor(document, key)
    const own = file && lacksFile(document) ? { ...document, file } : document
    if (!this.current.length) this.current = newestOn(this.archive.runs, recipeOf(own))
    return file
  }

  /** Makes the runs of a lab that is opened again the current ones. */
  show(document: LabDocument): void {
    if (this.status === 'idle') this.current = newestRace(this.archive.runs, document)
  }

  /** Trains every lane of the document on the same rows in the same order; settles when all have ended. */
  async start(edited: LabDocument, { repeat = 1, paused = false }: StartOptions = {}): Promise<void> {
    if (lacksFile(edited)) {
      this.problem = 'There are no rows yet: drop a CSV or Parquet file on the Data page first.'
      return
    }
    if (!this.mayTrain()) return
    const document = $state.snapshot(edited) as LabDocument
    this.problem = null
    this.isStopping = false
    this.isRacing = true
    const group = repeat > 1 ? `repeat-${Date.now()}` : null
    try {
      for (let i = 0; i < repeat && !this.isStopping; i++)
        await this.race(document, recipeOf(document, document.seed + i), group, paused)
    } catch (error) {
      this.problem = (error as Error).message
    } finally {
      this.isRacing = false
    }
  }

  /** False, and why, where something trains already. */
  private mayTrain(): boolean {
    const isRacing = this.status !== 'idle'
    if (isRacing || this.pool.isTraining) {
      this.problem = isRacing
        ? 'Models are training already: wait until they have finished, or stop them.'
        : 'Models are being retrained on live traffic: train again when that has ended.'
      return false
    }
    this.training.tell()
    return true
  }

  /** What is paused needs no core. */
  pause(): void {
    this.order({ type: 'pause' })
    this.lease?.free()
    this.lease = null
  }

  async resume(): Promise<void> {
    try {
      this.lease ??= await this.leaseCores()
      this.order({ type: 'resume' })
    } catch {
      // Stopped while it waited.
    }
  }

  /** One batch of every entrant; on an idle race, the first one. */
  step(document: LabDocument): void {
    if (this.status === 'idle') void this.start(document, { paused: true })
    else this.order({ type: 'step' })
  }

  stop(): void {
    this.isStopping = true
    this.stopped.abort(new Error('stopped while it waited for a core'))
    this.order({ type: 'stop' })
  }

  setRate(laneId: string, rate: number): void {
    const run = this.current.find((one) => one.spec.lane === laneId)
    if (run) this.pool.trainerAt(run.order).command({ type: 'rate', rate })
  }

  async continueUnfinished(): Promise<void> {
    if (!this.mayTrain()) return
    const kept = this.archive.takeUnfinished()
    const runs = kept.map(({ run }) => run)
    this.archive.add(runs)
    const others = this.current.filter((run) => !runs.some((one) => one.order === run.order))
    this.current = [...others, ...runs].sort((a, b) => a.order - b.order)
    await this.trainEach(runs, (i) => ({ from: kept[i].checkpoint, resumedBecause: 'went on after a reload' }))
  }

  /** Two ways on after a divergence. */
  async retryFrom(runId: string, how: 'last good point' | 'lower rate'): Promise<void> {
    const failed = this.archive.runs.find((run) => run.spec.id === runId)
    if (!failed?.report || failed.status !== 'diverged' || !this.mayTrain()) return
    await this.takeUp([secondTry(failed, failed.report.checkpoint, how)])
  }

  /** Trains runs that have finished twice as long, each on from where it ended. */
  async trainLonger(runs: readonly RunState[]): Promise<void> {
    if (this.mayTrain()) await this.takeUp(longerTries(runs))
  }

  /** Trains a run that is not part of the race, on a lane's worker. */
  async trainAside(run: RunState): Promise<void> {
    const trainer = this.pool.trainerAt(run.order)
    const resize = (count: number): void => trainer.command({ type: 'threads', count })
    const request = { use: 'training', most: this.cores.total, resize } as const
    await this.cores.during(request, ({ cores }) => {
      const options = { ...this.trainerOptions(), threads: cores, onCheckpoint: () => undefined }
      return trainer.train(run, options)
    })
  }

  private async race(document: LabDocument, recipe: Recipe, group: string | null, startPaused: boolean): Promise<void> {
    this.isPreparing = true
    let data: DataSummary
    let shared: Draw | undefined
    try {
      data = await this.tables.describe(recipe, document)
      if (recipe.seed === document.seed) this.tables.data = data
      shared = await this.tables.share(recipe)
    } finally {
      this.isPreparing = false
    }
    if (this.isStopping) return
    const engines = this.enginesFor(document)
    const runs = document.lanes.map((lane, order) => entrantOf(lane, { order, recipe, engines, data, group }))
    this.archive.add(runs)
    this.current = [...runs, ...this.current.filter((run) => run.isImported && isOn(run, recipe))]
    await this.trainEach(runs, () => ({ shared, startPaused }))
    this.archive.prune(runs)
  }

  /** Trains runs in the places of those that they take up. */
  private async takeUp(tries: readonly Try[]): Promise<void> {
    const runs = tries.map(({ run }) => run)
    this.archive.add(runs)
    this.current = this.current.map((one) => tries.find(({ of }) => of === one)?.run ?? one)
    await this.trainEach(runs, (i) => tries[i].more)
  }

  /**
   * Trains runs side by side, each on the worker of its place. The race has one lease, of all cores that nothing else needs: more
   * lanes than cores take turns on them, so that all are seen to move, but none has helpers then.
   */
  private async trainEach(runs: readonly RunState[], more: (place: number) => Partial<TrainerOptions>): Promise<void> {
    this.isStopping = false
    this.stopped = new AbortController()
    this.lanes = runs
    try {
      const lease = (this.lease = await this.leaseCores())
      const threads = threadsEach(lease.cores, runs.length)
      const train = async (run: RunState, i: number): Promise<void> => {
        const training = this.pool.trainerAt(run.order).train(run, { ...this.trainerOptions(), threads, ...more(i) })
        await training
        this.share()
      }
      await whileAwake(() => Promise.all(runs.map(train)))
    } catch (error) {
      if (!this.stopped.signal.aborted) throw error
      for (const run of runs) if (run.isActive) run.status = 'stopped'
    } finally {
      this.lease?.free()
      this.lease = null
      this.lanes = []
    }
    for (const run of runs) this.archive.save(run)
  }

  private leaseCores(): Promise<Lease> {
    const request = { use: 'training', most: this.cores.total, resize: () => this.share() } as const
    return this.cores.lease(request, this.stopped.signal)
  }

  /** Each lane that still trains has an equal share of the lease. */
  private share(): void {
    const left = this.lanes.filter((run) => run.isActive)
    const count = threadsEach(this.lease?.cores ?? 1, left.length)
    for (const run of left) this.pool.trainerAt(run.order).command({ type: 'threads', count })
  }

  /** Has every lane's worker loaded, its engine started and its features fitted before Train is pressed. */
  private async warm({ document, recipe, data }: Described): Promise<void> {
    if (this.status !== 'idle') return
    const engines = this.enginesFor(document)
    const shared = await this.tables.share(recipe)
    const lanes = $state.snapshot(document.lanes)
    const warming = (): Promise<unknown> => {
      const each = lanes.map((lane, order) => {
        const { spec } = entrantOf(lane as Lane, { order, recipe, engines, data, group: null })
        return this.pool.trainerAt(order).warm(spec, shared ?? null)
      })
      // What cannot be warmed says why when it is trained.
      return Promise.allSettled(each)
    }
    const request = { use: 'getting ready to train', most: lanes.length, resize: () => undefined } as const
    await this.cores.during(request, warming)
  }

  private enginesFor({ engine }: LabDocument): Pick<RunSpec, 'engine' | 'mayScoreOnGpu'> {
    return engine === 'auto' ? { engine: this.engines.chosen.id, mayScoreOnGpu: true } : { engine }
  }

  private trainerOptions(): TrainerOptions {
    return {
      metrics: this.tables.choice,
      readings: this.engines.readings,
      onCheckpoint: (run, checkpoint) => this.archive.saveSometimes(run, checkpoint),
    }
  }

  private order(command: Command): void {
    for (const run of this.current) if (run.isActive) this.pool.trainerAt(run.order).command(command)
  }
}
