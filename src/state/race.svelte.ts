import { pickEngine } from '../core/engines/picker.ts'
import type { Draw } from '../core/kernel/table.ts'
import type { DataSummary, EngineReading } from '../core/lab.ts'
import type { Command, DataFile, Recipe, RunSpec } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { isOn, lacksFile, recipeOf } from '../scenarios/recipe.ts'
import type { Lane } from '../scenarios/scenario.ts'
import { measureEngines, rememberedReadings } from './engine-readings.ts'
import { whileAwake } from './presence.ts'
import { RunArchive } from './archive.svelte.ts'
import { entrantOf, longerTries, secondTry, type StartOptions, type Try } from './entrant.ts'
import type { CeilingState } from './ceilings.svelte.ts'
import { ImportingState } from './importing.svelte.ts'
import { newestOn, newestRace } from './newest-race.ts'
import type { RunState } from './run.svelte.ts'
import { Tables } from './tables.ts'
import { threadsEach, Trainer, type TrainerOptions } from './trainer.ts'

const PREPARE_AFTER_MS = 250

/** Everything that trains: the entrants under way, those that have run, and the transport. */
export class RaceState {
  current = $state.raw<readonly RunState[]>([])
  data = $state.raw<DataSummary | null>(null)
  problem = $state<string | null>(null)
  notice = $state<string | null>(null)
  engineReadings = $state.raw<readonly EngineReading[]>(rememberedReadings())
  /** From Stop until the next training, so that the press shows at once. */
  isStopping = $state(false)
  private isPreparing = $state(false)
  /** True from Train until the last seed of a repeat has ended. */
  private isRacing = $state(false)

  readonly status = $derived.by(() => {
    const active = this.current.filter((run) => run.isActive)
    if (active.length)
      return active.every((run) => run.status === 'paused') ? ('paused' as const) : ('running' as const)
    return this.isPreparing || this.isRacing ? ('preparing' as const) : ('idle' as const)
  })
  readonly engineChosen = $derived(pickEngine(this.engineReadings))

  /** What these columns can reach, once somebody asks. */
  ceilings = $state.raw<CeilingState | null>(null)

  readonly archive = new RunArchive()
  readonly tables = new Tables()
  readonly importing = new ImportingState(this)
  private readonly trainers: Trainer[] = []
  private prepareTimer: ReturnType<typeof setTimeout> | undefined
  private measuring = $state.raw<AbortController | null>(null)
  readonly isMeasuring = $derived(this.measuring !== null)
  /** Whether engines are as well known as they can be; not where measuring gave way to a training. */
  isMeasured = $state(rememberedReadings().length > 0)

  /** All runs of this lab, newest last. */
  get runs(): readonly RunState[] {
    return this.archive.runs
  }

  /** What a closed page left unfinished, in words. */
  get unfinished(): { label: string; rowsSeen: number } | null {
    return this.archive.unfinishedInWords
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
    if (!this.current.length) this.current = newestOn(this.runs, recipeOf(own))
    return file
  }

  /** Makes the runs of a lab that is opened again the current ones. */
  show(document: LabDocument): void {
    if (this.status === 'idle') this.current = newestRace(this.runs, document)
  }

  /** Draws and describes the document's rows shortly; the newest document wins. */
  prepare(document: LabDocument): void {
    clearTimeout(this.prepareTimer)
    this.prepareTimer = setTimeout(() => {
      if (lacksFile(document)) {
        this.data = null
        return
      }
      const recipe = recipeOf(document)
      this.tables.describe(recipe, document).then(
        (data) => {
          if (!this.tables.isNewest(recipe, document)) return
          this.data = data
          void this.warm(document, recipe, data)
        },
        (error: Error) => (this.problem = error.message)
      )
    }, PREPARE_AFTER_MS)
  }

  /** Trains every lane of the document on the same rows in the same order; settles when all have ended. */
  async start(edited: LabDocument, { repeat = 1, paused = false }: StartOptions = {}): Promise<void> {
    if (lacksFile(edited)) {
      this.problem = 'There are no rows yet: drop a CSV or Parquet file on the Data page first.'
      return
    }
    if (!this.mayTrain()) return
    const document = $state.snapshot(edited) as LabDocument
    this.measuring?.abort()
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

  /** Called before anything trains: whoever else uses the models gives way. */
  onTraining: () => void = () => undefined

  /** False, and why, where something trains already. */
  private mayTrain(): boolean {
    const isRacing = this.status !== 'idle'
    if (isRacing || this.trainers.some((trainer) => trainer?.isTraining)) {
      this.problem = isRacing
        ? 'Models are training already: wait until they have finished, or stop them.'
        : 'Models are being retrained on live traffic: train again when that has ended.'
      return false
    }
    this.onTraining()
    return true
  }

  pause(): void {
    this.order({ type: 'pause' })
  }

  resume(): void {
    this.order({ type: 'resume' })
  }

  /** One batch of every entrant; on an idle race, the first one. */
  step(document: LabDocument): void {
    if (this.status === 'idle') void this.start(document, { paused: true })
    else this.order({ type: 'step' })
  }

  stop(): void {
    this.isStopping = true
    this.order({ type: 'stop' })
  }

  setRate(laneId: string, rate: number): void {
    const run = this.current.find((one) => one.spec.lane === laneId)
    if (run) this.trainerAt(run.order).command({ type: 'rate', rate })
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

  discardUnfinished(): void {
    for (const { run } of this.archive.takeUnfinished()) this.archive.remove(run.spec.id)
  }

  /** Two ways on after a divergence. */
  async retryFrom(runId: string, how: 'last good point' | 'lower rate'): Promise<void> {
    const failed = this.runs.find((run) => run.spec.id === runId)
    if (!failed?.report || failed.status !== 'diverged' || !this.mayTrain()) return
    await this.takeUp([secondTry(failed, failed.report.checkpoint, how)])
  }

  /** Trains runs that have finished twice as long, each on from where it ended. */
  async trainLonger(runs: readonly RunState[]): Promise<void> {
    if (this.mayTrain()) await this.takeUp(longerTries(runs))
  }

  pin(runId: string, on: boolean): void {
    const run = this.runs.find((other) => other.spec.id === runId)
    if (!run) return
    run.pinned = on
    this.archive.save(run)
  }

  remove(runId: string): void {
    this.archive.remove(runId)
    this.current = this.current.filter((run) => this.runs.includes(run))
  }

  clear(runs: readonly RunState[]): void {
    for (const run of runs) if (!run.pinned && !run.isActive) this.remove(run.spec.id)
  }

  /** Measures every engine once per browser, unless a race needs the machine; `again` whatever is remembered. */
  async measure(again = false): Promise<void> {
    if (this.status !== 'idle' || this.measuring || (this.engineReadings.length && !again)) return
    const measuring = (this.measuring = new AbortController())
    const readings = await measureEngines(measuring.signal)
    if (readings) this.engineReadings = readings
    this.measuring = null
    if (!measuring.signal.aborted) this.isMeasured = true
  }

  /** The trainer of a lane, by its order in the race. */
  trainerAt(order: number): Trainer {
    return (this.trainers[order] ??= new Trainer(`lane-${order + 1}`))
  }

  /** Trains a run that is not part of the race, on a lane's worker. */
  trainAside(run: RunState): Promise<void> {
    return this.trainerAt(run.order).train(run, { ...this.trainerOptions(), onCheckpoint: () => undefined })
  }

  private async race(document: LabDocument, recipe: Recipe, group: string | null, startPaused: boolean): Promise<void> {
    this.isPreparing = true
    let data: DataSummary
    let shared: Draw | undefined
    try {
      data = await this.tables.describe(recipe, document)
      if (recipe.seed === document.seed) this.data = data
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

  /** Trains runs side by side, each on the worker of its place. */
  private async trainEach(runs: readonly RunState[], more: (place: number) => Partial<TrainerOptions>): Promise<void> {
    this.isStopping = false
    const threads = threadsEach(runs.length)
    const train = async (run: RunState, i: number): Promise<void> => {
      await this.trainerAt(run.order).train(run, { ...this.trainerOptions(), threads, ...more(i) })
      const left = runs.filter((other) => other.isActive)
      for (const other of left)
        this.trainerAt(other.order).command({ type: 'threads', count: threadsEach(left.length) })
    }
    await whileAwake(() => Promise.all(runs.map(train)))
    for (const run of runs) this.archive.save(run)
  }

  /** Has every lane's worker loaded, its engine started and its features fitted before Train is pressed. */
  private async warm(document: LabDocument, recipe: Recipe, data: DataSummary): Promise<void> {
    if (this.status !== 'idle') return
    const engines = this.enginesFor(document)
    const shared = await this.tables.share(recipe)
    const warming = $state.snapshot(document.lanes).map((lane, order) => {
      const { spec } = entrantOf(lane as Lane, { order, recipe, engines, data, group: null })
      return this.trainerAt(order).worker.call((lab) => lab.runs.warm(spec, shared ?? null))
    })
    // What cannot be warmed says why when it is trained.
    await Promise.allSettled(warming)
  }

  private enginesFor({ engine }: LabDocument): Pick<RunSpec, 'engine' | 'mayScoreOnGpu'> {
    return engine === 'auto' ? { engine: this.engineChosen.id, mayScoreOnGpu: true } : { engine }
  }

  private trainerOptions(): TrainerOptions {
    return {
      metrics: this.tables.choice,
      readings: this.engineReadings,
      onCheckpoint: (run, checkpoint) => this.archive.saveSometimes(run, checkpoint),
    }
  }

  private order(command: Command): void {
    for (const run of this.current) if (run.isActive) this.trainerAt(run.order).command(command)
  }
}
