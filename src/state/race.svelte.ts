import type { Draw } from '../core/kernel/table.ts'
import type { DataSummary } from '../core/lab.ts'
import { trainable } from '../core/runs/version.ts'
import type { DataFile, Recipe, RunSpec } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { usesRows, keyOfRecipe } from '../core/training/recipe-key.ts'
import { lacksFile, recipeOf } from '../scenarios/recipe.ts'
import type { Lane } from '../scenarios/scenario.ts'
import { Announcement } from './announcement.ts'
import type { RunArchive } from './archive.svelte.ts'
import type { Cores } from './cores.ts'
import type { EngineBenchmarks } from './engine-benchmarks.svelte.ts'
import { sweep } from '../core/sweeps/sweep.ts'
import { entrantOf, laneOfRun, longerTries, secondTry, type StartOptions, type Try } from './entrant.ts'
import { Holds } from './holds.ts'
import { newestOn, newestRace } from './newest-race.ts'
import type { WorkerPool } from './pool.ts'
import { doneIn, newRepeat, type Repeat, type SeedJob } from './repeat.ts'
import { EARLIER_WORLD, type RunState } from './run.svelte.ts'
import type { Described, TablesState } from './tables.svelte.ts'
import type { TrainerOptions } from './trainer.ts'

/** What a person waits for. */
const SHOWN_USES = [
  ...(['training', 'drawing', 'redrawing', 'working out a ceiling', 'answering a question'] as const),
  ...(['rewinding trees', 'scoring an imported model', 'scoring traffic'] as const),
]

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
  /** Which seed of a repeat trains now, from 1; null beside a repeat. */
  seed = $state.raw<{ readonly place: number; readonly of: number } | null>(null)
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
  /** Who needs which models in memory. */
  readonly holds: Holds
  private sweeping = new AbortController()

  constructor({ tables, engines, pool, archive, cores }: With) {
    this.tables = tables
    this.engines = engines
    this.pool = pool
    this.archive = archive
    this.cores = cores
    this.holds = new Holds([pool], () => this.current)
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
  async start(edited: LabDocument, { repeatCount = 1, paused = false }: StartOptions = {}): Promise<void> {
    if (lacksFile(edited)) {
      this.problem = 'There are no rows yet: drop a CSV or Parquet file on the Data page first.'
      return
    }
    if (!this.mayTrain()) return
    const document = $state.snapshot(edited) as LabDocument
    await this.racing(() =>
      repeatCount > 1
        ? this.sweepSeeds(document, recipeOf(document), newRepeat(document.seed, repeatCount))
        : this.race(document, recipeOf(document), null, paused)
    )
  }

  /** Trains the seeds that a repeat lacks because it was stopped, or its page closed. */
  async goOnRepeat(edited: LabDocument, repeat: Repeat): Promise<void> {
    const own = this.archive.runs.filter((run) => run.repeatGroup === repeat.id)
    if (!own.length || !this.canGoOn(own) || !this.mayTrain()) return
    const done = doneIn(repeat, own)
    for (const run of own) if (!done.has(String(run.spec.recipe.seed))) this.archive.remove(run.spec.id)
    const [{ spec }] = own
    const lanes = [...new Map(own.map((run) => [run.spec.lane, laneOfRun(run)])).values()]
    const engine: LabDocument['engine'] = spec.mayScoreOnGpu ? 'auto' : trainable(spec).engine
    const document = { ...($state.snapshot(edited) as LabDocument), lanes, engine }
    await this.racing(() => this.sweepSeeds(document, spec.recipe, repeat))
  }

  private async racing(work: () => Promise<void>): Promise<void> {
    this.problem = null
    this.isStopping = false
    this.isRacing = true
    this.sweeping = new AbortController()
    try {
      await work()
    } catch (error) {
      this.problem = (error as Error).message
    } finally {
      this.isRacing = false
      this.seed = null
    }
  }

  /** One race after the other; a seed that fails is reported and does not stop the others. */
  private async sweepSeeds(document: LabDocument, recipe: Recipe, repeat: Repeat): Promise<void> {
    const { signal } = this.sweeping
    const done = doneIn(repeat, this.archive.runs)
    const run = ({ seed }: SeedJob) => this.race(document, { ...recipe, seed }, repeat.id, false)
    for await (const event of sweep(repeat.jobs, run, { signal, done })) {
      if (event.type === 'began') this.seed = { place: event.job.place, of: event.of }
      if (event.type === 'failed') this.problem = `Seed ${event.job.seed}: ${event.message}`
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

  /** False, and why, where rows cannot be drawn as runs had them: going on would train them on others. */
  private canGoOn(runs: readonly RunState[]): boolean {
    if (!runs.some((run) => run.isOfEarlierWorld)) return true
    this.problem = EARLIER_WORLD
    return false
  }

  pause(): void {
    void this.pool.order({ type: 'pause' })
  }

  resume(): void {
    void this.pool.order({ type: 'resume' })
  }

  /** One batch of every entrant; on an idle race, the first one. */
  step(document: LabDocument): void {
    if (this.status === 'idle') void this.start(document, { paused: true })
    else void this.pool.order({ type: 'step' })
  }

  stop(): void {
    this.isStopping = true
    this.sweeping.abort()
    void this.pool.order({ type: 'stop' })
  }

  setRate(laneId: string, rate: number): void {
    const run = this.current.find((one) => one.spec.lane === laneId)
    if (run) this.pool.trainerAt(run.laneIndex).command({ type: 'rate', rate })
  }

  async continueUnfinished(): Promise<void> {
    if (!this.mayTrain()) return
    const kept = this.archive.takeUnfinished()
    const runs = kept.map(({ run }) => run)
    this.archive.add(runs)
    const others = this.current.filter((run) => !runs.some((one) => one.laneIndex === run.laneIndex))
    this.current = [...others, ...runs].sort((a, b) => a.laneIndex - b.laneIndex)
    await this.trainEach(runs, (i) => ({ from: kept[i].checkpoint, resumedBecause: 'went on after a reload' }))
  }

  /** Two ways on after a divergence. */
  async retryFrom(runId: string, how: 'last good point' | 'lower rate'): Promise<void> {
    const failed = this.archive.runs.find((run) => run.spec.id === runId)
    if (!failed?.report || failed.status !== 'diverged' || !this.canGoOn([failed]) || !this.mayTrain()) return
    await this.takeUp([secondTry(failed, failed.report.checkpoint, how)])
  }

  /** Trains runs that have finished twice as long, each on from where it ended. */
  async trainLonger(runs: readonly RunState[]): Promise<void> {
    if (this.canGoOn(runs) && this.mayTrain()) await this.takeUp(longerTries(runs))
  }

  /** Trains a run that is not part of the race, on a lane's worker. */
  trainAside(run: RunState): Promise<void> {
    return this.pool.trainAside(run, { ...this.trainerOptions(), onCheckpoint: () => undefined })
  }

  private async race(document: LabDocument, recipe: Recipe, group: string | null, startPaused: boolean): Promise<void> {
    this.isPreparing = true
    let data: DataSummary
    let shared: Draw | undefined
    try {
      data = await this.tables.describe(recipe, document)
      if (keyOfRecipe(recipe) === keyOfRecipe(recipeOf(document))) this.tables.data = data
      shared = await this.tables.share(recipe)
    } finally {
      this.isPreparing = false
    }
    if (this.isStopping) return
    const engines = this.enginesFor(document)
    const runs = document.lanes.map((lane, laneIndex) => entrantOf(lane, { laneIndex, recipe, engines, data, group }))
    this.archive.add(runs)
    this.current = [...runs, ...this.current.filter((run) => run.isImported && usesRows(run, recipe))]
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

  private async trainEach(runs: readonly RunState[], more: (place: number) => Partial<TrainerOptions>): Promise<void> {
    this.isStopping = false
    await this.pool.trainAll(runs, (i) => ({ ...this.trainerOptions(), ...more(i) }))
    for (const run of runs) this.archive.save(run)
    this.holds.settle()
  }

  /** Has every lane's worker loaded, its engine started and its features fitted before Train is pressed. */
  private async warm({ document, recipe, data }: Described): Promise<void> {
    if (this.status !== 'idle') return
    const engines = this.enginesFor(document)
    const shared = await this.tables.share(recipe)
    const lanes = $state.snapshot(document.lanes)
    const warming = (): Promise<unknown> => {
      const each = lanes.map((lane, laneIndex) => {
        const { spec } = entrantOf(lane as Lane, { laneIndex, recipe, engines, data, group: null })
        return this.pool.trainerAt(laneIndex).warm(trainable(spec), shared ?? null)
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
}
