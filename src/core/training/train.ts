import type { Batch, NetworkState, Trainee } from '../engines/engine.ts'
import type { Encoder } from '../features/encoder.ts'
import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'
import type { Measured } from '../metrics/metric.ts'
import type { TrainingSettings } from '../models/model.ts'
import { epochOrder } from '../learners/network/batches.ts'
import { firstChecked, hasExploded, NOTHING_SEEN, seenWith } from '../learners/network/divergence.ts'
import { STILL_IMPROVING, wasImproving } from './improving.ts'
import { readyRows } from '../learners/network/ready-rows.ts'
import { isEnsemble, type Checkpoint, type Command, type Ending, type TrainEvent } from './run.ts'
import { evaluationPoints } from './schedule.ts'

export interface TrainJob {
  /** Opened from fresh weights, or from the state of `from`. */
  readonly trainee: Trainee
  readonly encoder: Encoder
  readonly table: Table
  /** Training rows; one may occur more than once. */
  readonly rows: Uint32Array
  /** Weight of each of them in the loss, the same wherever a row occurs; null is all ones. */
  readonly weights?: Float32Array | null
  /** γ of the focal loss; 0 is log loss. */
  readonly focal?: number
  readonly settings: TrainingSettings
  /** Where the order of rows is drawn from: every model given the same stream sees the same batches. */
  readonly random: Random
  /** Share of positives, by weight, among the training rows; a loss far above its entropy has exploded. */
  readonly baseRate: number
  /** Measures the trainee on validation; `sampled.logLoss` decides what is best. */
  readonly evaluate: () => Promise<Measured>
  /** Validation log loss of whoever always says the base rate; null, or left out, where too few positives are there to tell a trend. */
  readonly trivial?: number | null
  /** Rows it scores to do so: training is not evaluated more often than it has seen as many. */
  readonly measured?: number
  readonly commands: { take(): Command | undefined; next(): Promise<Command> }
  readonly host: { now(): number; breathe(): Promise<void> }
  readonly from?: NetworkCheckpoint
  readonly resumedBecause?: string
  readonly startPaused?: boolean
}

/** Place in the training of a network. */
export type NetworkCheckpoint = Checkpoint & { readonly state: NetworkState }

export interface Trained<C extends Checkpoint = Checkpoint> {
  readonly ending: Ending
  /** Where it ended; after a divergence, the last good point. `keptState` gives what to score with. */
  readonly checkpoint: C
  readonly rowsPerSecond: number
}

const PROGRESS_ROWS = 2048
const CHECKPOINT_MS = 1500
const BREATH_MS = 8

/** Weights to keep: the best on validation, or the last where nothing is stopped early. */
export function keptState<C extends Checkpoint>(checkpoint: C): C['state'] {
  const { state, best, rowsSeen }: Checkpoint = checkpoint
  if (isEnsemble(state)) {
    const kept = best && rowsSeen > 0 ? Math.round((state.trees.length * best.rowsSeen) / rowsSeen) : state.trees.length
    return { ...state, trees: state.trees.slice(0, kept) }
  }
  return best?.weights ? { ...state, weights: best.weights } : state
}

/**
 * Trains to the end, telling what happens. Everything but rates and the moments of checkpoints follows from the job
 * alone: going on from a checkpoint gives what never stopping would have given.
 * @throws what the engine throws, when it is lost
 */
export async function* train(job: TrainJob): AsyncGenerator<TrainEvent, Trained<NetworkCheckpoint>, undefined> {
  const { trainee, encoder, table, rows, settings, host, commands, from, focal = 0 } = job
  const total = rows.length * settings.epochs
  const points = evaluationPoints(rows.length, settings.epochs, job.measured)
  const orderOf = epochOrder(rows, job.random)
  const progressEvery = Math.max(1, Math.round(PROGRESS_ROWS / settings.batchSize))
  const weightOf = weightsByRow(table.rows, rows, job.weights ?? null)
  const checkedFrom = firstChecked(job.weights ?? null)
  const batch = batchFor(encoder, Math.min(settings.batchSize, rows.length), weightOf !== null)
  const fill = await readyRows(encoder, table, rows, () => host.breathe())

  let { rowsSeen, rate, sinceBest } = from ?? { rowsSeen: 0, rate: settings.rate, sinceBest: 0 }
  let best: Checkpoint['best'] = from?.best ?? null
  let readings = from?.readings ?? []
  let paused = false
  let steps = 0
  let trainedMs = 0
  let trainedRows = 0
  let since = { window: NOTHING_SEEN, ms: 0, batches: 0 }
  let breathedAt = host.now()
  let checkpointedAt = breathedAt
  let good: NetworkCheckpoint = from ?? (await checkpoint())
  if (best && !best.weights) best = { ...best, weights: good.state.weights }

  const epochAt = (seen: number): number => Math.min(settings.epochs, Math.floor(seen / rows.length) + 1)
  const ended = (ending: Ending, at: NetworkCheckpoint): Trained<NetworkCheckpoint> => ({
    ending,
    checkpoint: at,
    rowsPerSecond: trainedMs > 0 ? Math.round((1000 * trainedRows) / trainedMs) : 0,
  })

  if (from || job.resumedBecause)
    yield { type: 'mark', rowsSeen, mark: 'resumed', text: job.resumedBecause ?? 'went on from here' }
  if (job.startPaused) {
    paused = true
    yield { type: 'paused', rowsSeen }
  }

  while (rowsSeen < total) {
    for (;;) {
      const command = paused && !steps ? await commands.next() : commands.take()
      if (!command) break
      if (command.type === 'stop')
        return ended({ reason: 'stopped', text: `stopped after ${rowsSeen} rows` }, await checkpoint())
      yield* obey(command)
    }

    const started = host.now()
    const start = rowsSeen % rows.length
    const count = Math.min(settings.batchSize, rows.length - start)
    const order = orderOf(Math.floor(rowsSeen / rows.length))
    fill(batch, order, start, count)
    if (weightOf && batch.weights) for (let i = 0; i < count; i++) batch.weights[i] = weightOf[order[start + i]]
    const left = settings.decay === 'linear' ? 1 - rowsSeen / total : 1
    await trainee.train(batch, { rate: rate * left, l2: settings.l2, lazy: settings.lazy, focal })
    rowsSeen += count
    trainedRows += count
    since.window = seenWith(since.window, batch)
    since.batches++
    const due = points.find((point) => point > rowsSeen - count && point <= rowsSeen) !== undefined
    const tells = due || steps > 0 || since.batches >= progressEvery || rowsSeen === total
    const loss = tells ? await trainee.loss() : null
    const spent = host.now() - started
    trainedMs += spent
    since.ms += spent
    if (steps) steps--

    if (loss !== null) {
      const rowsPerSecond = since.ms > 0 ? Math.round((1000 * since.window.rows) / since.ms) : 0
      yield { type: 'progress', rowsSeen, rowsTotal: total, epoch: epochAt(rowsSeen - 1), loss, rowsPerSecond }
      const isExploded = hasExploded(loss, since.window, { baseRate: job.baseRate, focal })
      since = { window: NOTHING_SEEN, ms: 0, batches: 0 }
      if (isExploded && (rowsSeen >= checkedFrom || !Number.isFinite(loss)))
        return yield* diverged(`${nameOfLoss(job)} ${inWords(loss)}`)
      if (!due && host.now() - checkpointedAt > CHECKPOINT_MS) yield* saved()
    }
    if (due) {
      const validation = await job.evaluate()
      const validationLoss = validation.sampled.logLoss ?? NaN
      const state = await trainee.state()
      if (!state.weights.every(Number.isFinite) || !(validationLoss < Infinity))
        return yield* diverged(`validation log loss ${inWords(validationLoss)}`)
      yield { type: 'evaluation', rowsSeen, epoch: epochAt(rowsSeen - 1), validation }
      readings = [...readings, { rowsSeen, loss: validationLoss }]
      const better = settings.patience > 0 && (!best || validationLoss < best.loss)
      if (better) best = { loss: validationLoss, rowsSeen, weights: state.weights }
      sinceBest = better ? 0 : sinceBest + 1
      good = { state, rowsSeen, rate, best: better && best ? { ...best, weights: null } : best, sinceBest, readings }
      checkpointedAt = host.now()
      yield { type: 'checkpoint', checkpoint: good }
      if (settings.patience > 0 && sinceBest >= settings.patience && rowsSeen < total) {
        const text = `no better validation log loss in ${sinceBest} evaluations; kept the weights of row ${best?.rowsSeen}`
        return ended({ reason: 'early stop', text }, good)
      }
    }
    if (host.now() - breathedAt > BREATH_MS) {
      await host.breathe()
      breathedAt = host.now()
    }
  }
  const isImproving = wasImproving(readings, job.trivial ?? null)
  const text = `${settings.epochs === 1 ? '1 epoch' : `${settings.epochs} epochs`}, ${rowsSeen} rows${isImproving ? STILL_IMPROVING : ''}`
  return ended({ reason: 'finished', text, ...(isImproving && { isImproving }) }, good)

  async function checkpoint(): Promise<NetworkCheckpoint> {
    const kept = best?.rowsSeen === rowsSeen ? { ...best, weights: null } : best
    return { state: await trainee.state(), rowsSeen, rate, best: kept, sinceBest, readings }
  }

  async function* saved(): AsyncGenerator<TrainEvent, void, undefined> {
    const taken = await checkpoint()
    checkpointedAt = host.now()
    if (taken.state.weights.every(Number.isFinite)) yield { type: 'checkpoint', checkpoint: taken }
  }

  async function* diverged(what: string): AsyncGenerator<TrainEvent, Trained<NetworkCheckpoint>, undefined> {
    const text = `diverged at learning rate ${rate} after ${rowsSeen} rows: ${what}; the last good point is row ${good.rowsSeen}`
    yield { type: 'checkpoint', checkpoint: good }
    return ended({ reason: 'diverged', text }, good)
  }

  async function* obey(command: Command): AsyncGenerator<TrainEvent, void, undefined> {
    if (command.type === 'rate') {
      const text = `learning rate ${rate} → ${command.rate}`
      rate = command.rate
      yield { type: 'mark', rowsSeen, mark: 'rate', text }
    } else if (command.type === 'threads') trainee.limitThreads?.(command.count)
    else if (command.type === 'resume') {
      if (paused) yield { type: 'resumed', rowsSeen }
      paused = false
      steps = 0
    } else if (command.type === 'pause' || command.type === 'step') {
      if (command.type === 'step') steps++
      if (!paused) {
        paused = true
        yield { type: 'paused', rowsSeen }
        yield* saved()
      }
    }
  }
}

/** Weight of each row of the table; null where all are one. */
function weightsByRow(tableRows: number, rows: Uint32Array, weights: Float32Array | null): Float32Array | null {
  if (!weights) return null
  const byRow = new Float32Array(tableRows)
  for (let i = 0; i < rows.length; i++) byRow[rows[i]] = weights[i]
  return byRow
}

function batchFor(encoder: Encoder, rows: number, isWeighted: boolean): Batch {
  const batch = encoder.batch(rows)
  return isWeighted ? { ...batch, weights: new Float32Array(rows) } : batch
}

/** What `loss` of its progress is: of the scores as they are trained, before anything is undone. */
function nameOfLoss({ weights, focal }: Pick<TrainJob, 'weights' | 'focal'>): string {
  if (weights) return 'weighted training log loss'
  return focal ? 'training log loss, not undone,' : 'training log loss'
}

function inWords(loss: number): string {
  return Number.isFinite(loss) ? loss.toFixed(3) : String(loss)
}
