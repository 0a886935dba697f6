import type { LabApi } from '../../workers/lab.api.ts'
import { DAY, HOUR } from '../core/kernel/time.ts'
import type { Drift } from '../core/drift/kinds/kind.ts'
import { driftKindOf } from '../core/drift/kinds/index.ts'
import { stageOf, type DeploymentEvent } from '../core/runs/deployments.ts'
import type { Recipe } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import type { NextDrift } from '../scenarios/sections/drift.ts'
import { choiceOf, recipeOf } from '../scenarios/recipe.ts'
import type { OperationEvent, OperationSeries } from './operation.ts'
import type { RunArchive } from './archive.svelte.ts'
import { whileAwake } from './presence.ts'
import { retrained, uniqueId } from './entrant.ts'
import type { KeptOperation, KeptVersion } from './kept-operation.ts'
import type { WorkerPool } from './pool.ts'
import type { RaceState } from './race.svelte.ts'
import { EARLIER_WORLD, type RunState } from './run.svelte.ts'
import type { TablesState } from './tables.svelte.ts'

const WINDOW = 6 * HOUR
/** Whole days that stability is measured against. */
const REFERENCE_DAYS = 3
const PACE_MS = 250
/** Windows kept in the picture: thirty days. */
const MOST_WINDOWS = 120

/** Whose models serve, in which workers, on which rows. */
interface With {
  readonly archive: RunArchive
  readonly race: RaceState
  readonly pool: WorkerPool
  readonly tables: TablesState
}

interface Serving {
  readonly run: RunState
  readonly reference: { readonly from: number; readonly to: number }
  /** Simulated seconds of the traffic that it was retrained on. */
  readonly trainedOn?: KeptVersion['trainedOn']
}

/** Production after training: traffic in windows of simulated time, drift, and retraining. */
export class TrafficState {
  status = $state<'idle' | 'flowing' | 'paused'>('idle')
  windows = $state.raw<readonly OperationSeries[]>([])
  events = $state.raw<readonly OperationEvent[]>([])
  /** Simulated seconds at the right edge of the picture. */
  time = $state(0)
  problem = $state<string | null>(null)
  /** What is going on while models retrain; simulated time stands still meanwhile. */
  retraining = $state<string | null>(null)
  retrainingRuns = $state.raw<readonly RunState[]>([])
  /** This traffic as it is kept, with which version served when; null before it begins. */
  operation = $state.raw<KeptOperation | null>(null)

  /** The race whose models were put into service. */
  private raced: readonly RunState[] = []
  private serving: Serving[] = []
  private drifts: Drift[] = []
  private recipe: Recipe | null = null
  private turn: Promise<void> = Promise.resolve()
  private readonly race: RaceState
  private readonly pool: WorkerPool
  private readonly tables: TablesState
  private readonly archive: RunArchive
  private readonly documentNow: () => LabDocument

  constructor({ race, pool, tables, archive }: With, documentNow: () => LabDocument) {
    this.race = race
    this.pool = pool
    this.tables = tables
    this.archive = archive
    this.documentNow = documentNow
    race.training.hear(() => this.pause())
  }

  start(): void {
    if (this.status === 'flowing') return
    this.status = 'flowing'
    this.problem = null
    this.queue(() => this.flow())
  }

  pause(): void {
    if (this.status === 'flowing') this.status = 'paused'
  }

  /** One window more. */
  step(): void {
    this.pause()
    if (this.status === 'idle') this.status = 'paused'
    this.queue(() => this.window())
  }

  reset(): void {
    this.pause()
    this.queue(async () => {
      this.close()
      this.status = 'idle'
    })
  }

  /** Bends the world from the next window on, or so much later as the drift says. */
  inject({ delay, ...drift }: NextDrift): void {
    this.queue(async () => {
      await this.open()
      const start = this.time + delay
      this.drifts = [...this.drifts, { ...drift, start }]
      const text = `${driftKindOf(drift.kind).label}, ${drift.shape}`
      this.events = [...this.events, { time: start, kind: 'drift', text }]
    })
  }

  /** Trains every lane afresh on the last days of traffic, and serves the new models from then on; imported ones stay. */
  retrain(days: number): void {
    const wasFlowing = this.status === 'flowing'
    this.pause()
    this.queue(async () => {
      await this.open()
      if (!this.recipe) return
      this.retraining = `Retraining on the last ${days === 1 ? 'day' : `${days} days`}; simulated time stands still.`
      try {
        const rows = await whileAwake(() => this.trainAfresh(days))
        this.note('retrain', `retrained on ${days === 1 ? '1 day' : `${days} days`}, ${rows.toLocaleString('en')} rows`)
      } finally {
        this.retraining = null
        this.retrainingRuns = []
      }
      if (wasFlowing) this.start()
    })
  }

  /** One window, then the next behind whatever was ordered meanwhile. */
  private async flow(): Promise<void> {
    if (this.status !== 'flowing') return
    await this.window()
    await new Promise((resolve) => setTimeout(resolve, PACE_MS))
    this.queue(() => this.flow())
  }

  private async window(): Promise<void> {
    await this.open()
    if (!this.recipe) return
    const { from, to } = { from: this.time, to: this.time + WINDOW }
    const options = choiceOf(this.documentNow())
    const recipe = this.recipe
    const answers = await Promise.all(
      this.serving.map(async (serving) => {
        const { run, reference } = serving
        const window = { recipe, from, to, drifts: this.drifts, reference, options }
        let version = versionIn(serving)
        const watch = (lab: LabApi) => {
          // A person may have wound it back while this window waited.
          version = versionIn(serving)
          return lab.runs.watch(run.spec.id, window)
        }
        const report = await this.pool.trainerAt(run.laneIndex).callWith(run, watch, { use: 'scoring traffic' })
        return { version, report }
      })
    )
    this.log(answers.map(({ version }) => version))
    this.windows = this.windows.map((series, i) => ({
      ...series,
      reports: [...series.reports.slice(1 - MOST_WINDOWS), answers[i].report],
    }))
    this.time = to
    this.keep({ to })
  }

  /**
   * Puts the models of the newest race into service. Traffic begins where their table ends, or a day later where the
   * table is too short to be a reference.
   */
  private async open(): Promise<void> {
    if (this.race.status !== 'idle') throw new Error('Models are training: start traffic when they have finished.')
    if (this.recipe && isSame(this.race.current, this.raced)) return
    this.close()
    this.raced = this.race.current
    const ended = this.raced.filter((run) => run.report)
    const runs = ended.filter((run) => !run.isOfEarlierWorld)
    if (ended.length > runs.length && !runs.length) throw new Error(EARLIER_WORLD)
    if (!runs.length) throw new Error('No model to serve yet: train first, then start traffic.')
    const recipe = runs[0].spec.recipe
    const end = await this.tables.end(recipe)
    const wholeDays = Math.min(REFERENCE_DAYS, Math.floor(end / DAY))
    const start = wholeDays ? end : end + DAY
    const reference = { from: start - Math.max(1, wholeDays) * DAY, to: start }
    this.recipe = recipe
    this.time = start
    this.serving = runs.map((run) => ({ run, reference }))
    this.windows = runs.map((run) => ({ laneIndex: run.laneIndex, label: run.label, reports: [] }))
    const { dataset } = recipe
    this.operation = { id: uniqueId(), startedAt: Date.now(), dataset, from: start, to: start, versions: [], log: [] }
    this.serve()
  }

  /** Rows that the new models were given. */
  private async trainAfresh(days: number): Promise<number> {
    const from = Math.max(0, this.time - days * DAY)
    const base = this.recipe ?? recipeOf(this.documentNow())
    const span = { from, to: this.time, drifts: this.drifts }
    const recipe = await this.tables.recent(base, span)
    const runs = this.serving.map(({ run }) => (run.isImported ? run : retrained(run, recipe)))
    const trained = runs.filter((run) => !run.isImported)
    if (!trained.length) throw new Error('Imported models cannot be retrained here: train one of your own.')
    this.retrainingRuns = trained
    await Promise.all(trained.map((run) => this.race.trainAside(run)))
    const failed = runs.find((run) => !run.report)
    if (failed) throw new Error(failed.problem ?? 'retraining was stopped; the old models go on serving')
    const reference = { from: Math.max(from, this.time - REFERENCE_DAYS * DAY), to: this.time }
    this.archive.addRetrained(trained)
    const trainedOn = { from, to: this.time }
    this.serving = this.serving.map((serving, i) => ({
      ...(runs[i].isImported ? serving : { trainedOn }),
      ...{ run: runs[i], reference },
    }))
    this.serve()
    return recipe.range.to - recipe.range.from
  }

  private close(): void {
    this.windows = []
    this.events = []
    this.time = 0
    this.problem = null
    this.serving = []
    this.drifts = []
    this.recipe = null
    this.operation = null
    this.race.holds.hold('traffic', [])
  }

  /** Holds what serves from now on, and writes it down. */
  private serve(): void {
    this.race.holds.hold(
      'traffic',
      this.serving.map(({ run }) => run)
    )
    this.log(this.serving.map(versionIn))
  }

  /** Writes down which versions serve from this time on, where these are others than before: those retire, the new ones are promoted. */
  private log(serving: readonly KeptVersion[]): void {
    if (!this.operation) return
    const { log, versions } = this.operation
    const isServing = ({ id }: KeptVersion): boolean => serving.some((version) => version.id === id)
    const isChampion = ({ id }: KeptVersion): boolean => stageOf(log, id) === 'champion'
    const of = (event: DeploymentEvent, some: readonly KeptVersion[]) =>
      some.map(({ id }) => ({ time: this.time, version: id, event }))
    const entries = [
      ...of(
        'retire',
        versions.filter((version) => isChampion(version) && !isServing(version))
      ),
      ...of(
        'promote',
        serving.filter((version) => !isChampion(version))
      ),
    ]
    if (!entries.length) return
    const isNew = ({ id }: KeptVersion): boolean => !versions.some((version) => version.id === id)
    this.keep({ log: [...log, ...entries], versions: [...versions, ...serving.filter(isNew)] })
  }

  private keep(changes: Partial<KeptOperation>): void {
    if (!this.operation) return
    this.operation = { ...this.operation, ...changes }
    this.archive.saveOperation(this.operation)
  }

  private note(kind: OperationEvent['kind'], text: string): void {
    this.events = [...this.events, { time: this.time, kind, text }]
  }

  /** One thing at a time; a failure pauses traffic and is said in one line. */
  private queue(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch((error: Error) => {
      if (this.status === 'flowing') this.status = this.recipe ? 'paused' : 'idle'
      this.problem = error.message
    })
  }
}

/** The version that a model is now. */
function versionIn({ run, trainedOn }: Serving): KeptVersion {
  const { version, spec, laneIndex: order, name: label } = run
  const { id, origin } = version ?? { id: spec.id, origin: run.origin }
  return { ...{ id, order, label, origin, seed: spec.recipe.seed }, ...(trainedOn && { trainedOn }) }
}

function isSame(runs: readonly RunState[], others: readonly RunState[]): boolean {
  return runs.length === others.length && runs.every((run, i) => run === others[i])
}
