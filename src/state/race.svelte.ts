import { LabWorker } from '../bridge/lab-worker.ts'
import type { EngineId } from '../core/engines/engine.ts'
import { pickEngine } from '../core/engines/picker.ts'
import type { Setting } from '../core/kernel/knobs.ts'
import type { Draw } from '../core/kernel/table.ts'
import type { DataSummary, EngineReading } from '../core/lab.ts'
import { modelOf } from '../core/models/index.ts'
import type { Checkpoint, Command, Recipe } from '../core/training/run.ts'
import type { Split } from '../core/training/split.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { keyOfRecipe, recipeOf } from '../scenarios/recipe.ts'
import type { Lane } from '../scenarios/scenario.ts'
import { measureEngines, rememberedReadings } from './engine-readings.ts'
import { openKeep, type Keep, type KeptRun } from './keep.ts'
import { claimLab, whileAwake } from './presence.ts'
import { RunState } from './run.svelte.ts'
import { Trainer } from './trainer.ts'

const PREPARE_AFTER_MS = 250
const KEEP_EVERY_MS = 2_000
/** Unpinned runs kept in the list and on disk. */
const MOST_RUNS = 30

interface StartOptions {
  /** Train this many times, over as many seeds. */
  readonly repeat?: number
  /** Stop after the first batch, as Step does on an idle race. */
  readonly paused?: boolean
}

/** Everything that trains: the entrants under way, those that have run, and the transport. */
export class RaceState {
  runs = $state.raw<readonly RunState[]>([])
  current = $state.raw<readonly RunState[]>([])
  data = $state.raw<DataSummary | null>(null)
  problem = $state<string | null>(null)
  notice = $state<string | null>(null)
  engineReadings = $state.raw<readonly EngineReading[]>(rememberedReadings())
  unfinishedRuns = $state.raw<readonly KeptRun[]>([])
  private isPreparing = $state(false)
  /** True from Train until the last seed of a repeat has ended. */
  private isRacing = $state(false)

  readonly status = $derived.by(() => {
    const active = this.current.filter((run) => run.isActive)
    if (active.length) return active.every((run) => run.status === 'paused') ? ('paused' as const) : ('running' as const)
    return this.isPreparing || this.isRacing ? ('preparing' as const) : ('idle' as const)
  })
  readonly engineChosen = $derived(pickEngine(this.engineReadings))
  readonly unfinished = $derived(
    this.unfinishedRuns.length
      ? {
          label: this.unfinishedRuns.map((run) => run.label).join(' and '),
          rowsSeen: Math.max(...this.unfinishedRuns.map((run) => run.rowsSeen)),
        }
      : null
  )

  private readonly tables = new LabWorker('tables', () => undefined)
  private readonly trainers: Trainer[] = []
  private keep: Keep | null = null
  private readonly keptAt = new Map<string, number>()
  private preparing: { key: string; done: Promise<DataSummary> } | null = null
  private prepareTimer: ReturnType<typeof setTimeout> | undefined
  private stopped = false
  private measuring: AbortController | null = null

  /** Brings back finished runs and offers the unfinished ones; only one tab keeps runs. */
  async wake(): Promise<void> {
    if (!(await claimLab())) {
      this.notice =
        'Skewlab is also open in another tab. Both work, but only the first keeps its runs: close it and reload here to keep these.'
      return
    }
    this.keep = await openKeep((line) => (this.problem = line))
    const kept = (await this.keep.all()).sort((a, b) => a.startedAt - b.startedAt)
    this.unfinishedRuns = kept.filter((run) => !run.report && run.checkpoint)
    this.runs = [...kept.filter((run) => run.report).map(revive), ...this.runs]
    this.adopt()
  }

  /** Draws and describes the document's rows shortly; the newest document wins. */
  prepare(document: LabDocument): void {
    clearTimeout(this.prepareTimer)
    this.prepareTimer = setTimeout(() => {
      const recipe = recipeOf(document)
      this.describe(recipe, document).then(
        (data) => {
          if (this.preparing?.key !== preparedKey(recipe, document)) return
          this.data = data
          void this.warm(document, recipe, data)
        },
        () => undefined
      )
    }, PREPARE_AFTER_MS)
  }

  /** Trains every lane of the document on the same rows in the same order; settles when all have ended. */
  async start(edited: LabDocument, { repeat = 1, paused = false }: StartOptions = {}): Promise<void> {
    if (this.status === 'running' || this.status === 'paused') return
    const document = $state.snapshot(edited) as LabDocument
    this.measuring?.abort()
    this.problem = null
    this.stopped = false
    this.isRacing = true
    const group = repeat > 1 ? `repeat-${Date.now()}` : null
    try {
      await whileAwake(async () => {
        for (let i = 0; i < repeat && !this.stopped; i++)
          await this.race(document, recipeOf(document, document.seed + i), group, paused)
      })
    } catch (error) {
      this.problem = (error as Error).message
    } finally {
      this.isRacing = false
    }
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
    this.order({ type: 'step' })
  }

  stop(): void {
    this.stopped = true
    this.order({ type: 'stop' })
  }

  setRate(laneId: string, rate: number): void {
    const place = this.current.findIndex((run) => run.spec.lane === laneId && run.isActive)
    if (place >= 0) this.trainers[place].command({ type: 'rate', rate })
  }

  async continueUnfinished(): Promise<void> {
    const kept = this.unfinishedRuns
    this.unfinishedRuns = []
    const runs = kept.map(revive)
    this.add(runs)
    await whileAwake(async () => {
      await Promise.all(
        runs.map((run, i) =>
          this.trainerAt(i).train(run, {
            ...this.trainerOptions(10, 'linear'),
            from: kept[i].checkpoint ?? undefined,
            resumedBecause: 'went on after a reload',
          })
        )
      )
      for (const run of runs) this.save(run, null)
    })
  }

  discardUnfinished(): void {
    for (const run of this.unfinishedRuns) void this.keep?.remove(run.id)
    this.unfinishedRuns = []
  }

  /** Two ways on after a divergence: from the last good point at a third of the rate, or afresh at a tenth. */
  async retryFrom(runId: string, how: 'last good point' | 'lower rate'): Promise<void> {
    const failed = this.runs.find((run) => run.spec.id === runId)
    if (!failed?.report || failed.status !== 'diverged') return
    const { checkpoint } = failed.report
    const fresh = how === 'lower rate'
    const rate = Number(checkpoint.rate) / (fresh ? 10 : 3)
    const place = this.current.indexOf(failed)
    const run = this.entrant(
      { id: failed.spec.lane, model: failed.spec.model, settings: { ...failed.spec.settings, rate } },
      { order: failed.order, recipe: failed.spec.recipe, engine: failed.engine, data: failed.data, group: null }
    )
    if (!fresh) run.inherit(failed, checkpoint.rowsSeen)
    this.runs = [...this.runs, run]
    this.current = this.current.map((other) => (other === failed ? run : other))
    await whileAwake(() =>
      this.trainerAt(Math.max(0, place)).train(run, {
        ...this.trainerOptions(10, 'linear'),
        ...(fresh ? {} : { from: checkpoint, rate, resumedBecause: `went back to the last good point at rate ${rate.toPrecision(2)}` }),
      })
    )
    this.save(run, null)
  }

  pin(runId: string, on: boolean): void {
    const run = this.runs.find((other) => other.spec.id === runId)
    if (!run) return
    run.pinned = on
    this.save(run, null)
  }

  remove(runId: string): void {
    this.runs = this.runs.filter((run) => run.spec.id !== runId || run.isActive)
    this.current = this.current.filter((run) => this.runs.includes(run))
    void this.keep?.remove(runId)
  }

  clear(): void {
    for (const run of this.runs) if (!run.pinned && !run.isActive) this.remove(run.spec.id)
  }

  async exportRows(document: LabDocument, part: keyof Split, format: 'csv' | 'parquet'): Promise<Blob> {
    const bytes = await this.tables.call((lab) => lab.exportPart(recipeOf(document), part, format))
    return new Blob([bytes], { type: format === 'csv' ? 'text/csv' : 'application/vnd.apache.parquet' })
  }

  /** Measures every engine unless a race needs the machine; the readings are remembered by the browser. */
  async measure(): Promise<void> {
    if (this.status !== 'idle') return
    this.measuring = new AbortController()
    await measureEngines(this.measuring.signal, (readings) => (this.engineReadings = readings))
    this.measuring = null
  }

  /** The trainer of a lane, by its place in the race. */
  trainerAt(place: number): Trainer {
    while (this.trainers.length <= place) this.trainers.push(new Trainer(`lane-${this.trainers.length + 1}`))
    return this.trainers[place]
  }

  /** A new run of the same model on other rows. */
  retrained(run: RunState, recipe: Recipe): RunState {
    const { lane, model, settings } = run.spec
    const { order, data } = run
    return this.entrant({ id: lane, model, settings }, { order, recipe, engine: run.engine, data, group: null })
  }

  /** Trains a run that is not part of the race, on a lane's worker. */
  trainAside(run: RunState, place: number): Promise<void> {
    return this.trainerAt(place).train(run, { ...this.trainerOptions(10, 'linear'), onCheckpoint: () => undefined })
  }

  get tableWorker(): LabWorker {
    return this.tables
  }

  private entrant(
    lane: Lane,
    facts: { order: number; recipe: Recipe; engine: EngineId; data: DataSummary; group: string | null }
  ): RunState {
    const model = modelOf(lane.model)
    const apart = lane.id === lane.model ? '' : ` ${lane.id.replace(lane.model, '').replace(/^\W+/, '')}`
    return new RunState({
      spec: {
        id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
        lane: lane.id,
        model: lane.model,
        settings: lane.settings as Readonly<Record<string, Setting>>,
        recipe: facts.recipe,
        engine: facts.engine,
      },
      order: facts.order,
      label: model.label + apart,
      data: facts.data,
      repeat: facts.group,
      startedAt: Date.now(),
    })
  }

  private async race(document: LabDocument, recipe: Recipe, group: string | null, startPaused: boolean): Promise<void> {
    this.isPreparing = true
    let data: DataSummary
    let shared: Draw | undefined
    try {
      data = await this.describe(recipe, document)
      if (recipe.seed === document.seed) this.data = data
      shared = (await this.tables.call((lab) => lab.share(recipe))) ?? undefined
    } finally {
      this.isPreparing = false
    }
    const engine = this.engineFor(document)
    const runs = document.lanes.map((lane, order) => this.entrant(lane, { order, recipe, engine, data, group }))
    this.add(runs)
    const options = { ...this.trainerOptions(document.view.k, document.view.gain), shared, startPaused }
    await Promise.all(runs.map((run, i) => this.trainerAt(i).train(run, options)))
    for (const run of runs) this.save(run, null)
    this.prune()
  }

  /** Has every lane's worker loaded, its engine started and its features fitted before Train is pressed. */
  private async warm(document: LabDocument, recipe: Recipe, data: DataSummary): Promise<void> {
    if (this.status !== 'idle') return
    const engine = this.engineFor(document)
    const shared = await this.tables.call((lab) => lab.share(recipe))
    const warming = $state.snapshot(document.lanes).map((lane, order) => {
      const { spec } = this.entrant(lane as Lane, { order, recipe, engine, data, group: null })
      return this.trainerAt(order).worker.call((lab) => lab.warm(spec, shared))
    })
    // What cannot be warmed says why when it is trained.
    await Promise.allSettled(warming)
  }

  private engineFor({ engine }: LabDocument): EngineId {
    return engine === 'auto' ? this.engineChosen.id : engine
  }

  private trainerOptions(k: number, gain: 'linear' | 'exponential') {
    return {
      metrics: { k, gain },
      readings: this.engineReadings,
      onCheckpoint: (run: RunState, checkpoint: Checkpoint) => this.saveSometimes(run, checkpoint),
    }
  }

  private async describe(recipe: Recipe, document: LabDocument): Promise<DataSummary> {
    const key = preparedKey(recipe, document)
    if (this.preparing?.key !== key) {
      const { k, gain } = document.view
      const done = this.tables.call((lab) => lab.prepare(recipe, { k, gain }))
      this.preparing = { key, done }
      done.catch((error: Error) => {
        if (this.preparing?.key === key) this.preparing = null
        this.problem = error.message
      })
    }
    return this.preparing.done
  }

  private order(command: Command): void {
    this.current.forEach((run, i) => run.isActive && this.trainers[i]?.command(command))
  }

  private add(runs: readonly RunState[]): void {
    this.runs = [...this.runs, ...runs]
    this.current = runs
  }

  /** After a reload the newest finished race is the current one. */
  private adopt(): void {
    const newest = new Map(this.runs.filter((run) => run.report?.test).map((run) => [run.spec.lane, run]))
    if (!this.current.length) this.current = [...newest.values()].sort((a, b) => a.order - b.order)
  }

  private prune(): void {
    const loose = this.runs.filter((run) => !run.pinned && !this.current.includes(run))
    for (const run of loose.slice(0, Math.max(0, loose.length - MOST_RUNS))) this.remove(run.spec.id)
  }

  private saveSometimes(run: RunState, checkpoint: Checkpoint): void {
    const now = Date.now()
    if (now - (this.keptAt.get(run.spec.id) ?? 0) < KEEP_EVERY_MS) return
    this.keptAt.set(run.spec.id, now)
    this.save(run, checkpoint)
  }

  private save(run: RunState, checkpoint: Checkpoint | null): void {
    if (!checkpoint && !run.report) void this.keep?.remove(run.spec.id)
    else void this.keep?.save(keptOf(run, checkpoint))
  }
}

function preparedKey(recipe: Recipe, { view }: LabDocument): string {
  return `${keyOfRecipe(recipe)} ${view.k} ${view.gain}`
}

function keptOf(run: RunState, checkpoint: Checkpoint | null): KeptRun {
  const { spec, order, label, data, repeat, startedAt, status, evaluations, marks, pinned, rowsSeen, rowsTotal, report } = run
  return {
    ...{ id: spec.id, spec, order, label, data, repeat, startedAt, status, evaluations, marks, pinned, rowsSeen, rowsTotal },
    report,
    checkpoint,
  }
}

function revive(kept: KeptRun): RunState {
  const run = new RunState(kept)
  run.status = kept.report ? kept.status : 'waiting'
  run.evaluations = kept.evaluations
  run.marks = kept.marks
  run.pinned = kept.pinned
  run.rowsSeen = kept.rowsSeen
  run.rowsTotal = kept.rowsTotal
  run.report = kept.report
  if (!kept.report && kept.checkpoint) run.rewind(kept.checkpoint.rowsSeen)
  return run
}
