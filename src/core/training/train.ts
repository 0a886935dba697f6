import { metricFor } from '../metrics/index.ts'
import type { CommandSource } from './commands.ts'
import type { Course } from './course.ts'
import { STILL_IMPROVING, wasImproving } from './improving.ts'
import type { Best, Checkpoint, Command, Ending, ModelState, TrainEvent } from './run.ts'

/** From where a training goes on, and who steers it. */
export interface Orders<S extends ModelState = ModelState> {
  readonly commands: CommandSource
  readonly host: { now(): number; yieldToMessages(): Promise<void> }
  /** What the course was opened from. */
  readonly from?: Checkpoint<S>
  /** Learning rate to go on with, where it is another than the checkpoint's. */
  readonly rate?: number
  readonly resumedBecause?: string
  readonly startPaused?: boolean
  /** Threads that may work at first, this one included. */
  readonly threads?: number
}

export interface Trained<S extends ModelState = ModelState> {
  readonly ending: Ending
  /** Where it ended; after a divergence, the last good point. A learner's `keptState` gives what to score with. */
  readonly checkpoint: Checkpoint<S>
  readonly rowsPerSecond: number
}

const CHECKPOINT_MS = 1500
const BREATH_MS = 8

/**
 * Takes a course to its end, telling what happens. Everything but rates and the moments of checkpoints follows from the course
 * alone: going on from a checkpoint gives what never stopping would have given.
 * @throws what the course throws, as where an engine is lost
 */
export async function* train<S extends ModelState>(
  course: Course<S>,
  orders: Orders<S>
): AsyncGenerator<TrainEvent, Trained<S>, undefined> {
  const { commands, host, from } = orders
  const { watch, points } = course
  let rate = course.rate ? (from ? (orders.rate ?? from.rate) : course.rate.first) : 0
  let best: Best | null = (watch && watch.patience > 0 && from?.best) || null
  if (watch && best && !best.weights && from) best = { ...best, weights: watch.keep(from.state) }
  let sinceBest = from?.sinceBest ?? 0
  let readings = from?.readings ?? []
  let isPaused = orders.startPaused ?? false
  let steps = 0
  let trained = { rows: 0, ms: 0 }
  const since = { rows: 0, ms: 0, steps: 0 }
  let next = 0
  while (next < points.length && points[next] <= course.rowsSeen) next++
  course.limitThreads?.(orders.threads ?? Infinity)
  let breathedAt = host.now()
  let checkpointedAt = breathedAt
  let measuredAt = readings.at(-1)?.rowsSeen
  let good = from ?? (await checkpoint())

  if (from || orders.resumedBecause)
    yield { type: 'mark', ...at(), mark: 'resumed', text: orders.resumedBecause ?? 'went on from here' }
  if (isPaused) yield { type: 'paused', ...at() }

  while (!course.isDone()) {
    for (;;) {
      const command = isPaused && !steps ? await commands.next() : commands.take()
      if (!command) break
      if (command.type === 'stop')
        return ended({ reason: 'stopped', text: `stopped after ${course.said()}` }, await checkpoint())
      yield* obey(command)
    }

    const started = host.now()
    await course.advance(rate)
    since.rows += course.cost
    since.steps++
    let isDue = course.isDone()
    for (; next < points.length && points[next] <= course.rowsSeen; next++) isDue = true
    const tells = isDue || steps > 0 || since.steps >= course.stepsPerProgress
    const loss = tells ? await course.loss() : null
    since.ms += host.now() - started
    if (steps) steps--

    if (loss !== null) {
      const rowsPerSecond = since.ms > 0 ? Math.round((1000 * since.rows) / since.ms) : 0
      trained = { rows: trained.rows + since.rows, ms: trained.ms + since.ms }
      since.rows = since.ms = since.steps = 0
      yield { type: 'progress', ...at(), rowsTotal: course.rowsTotal, epoch: course.epoch, loss, rowsPerSecond }
      const problem = course.explosion?.(loss)
      if (problem) return yield* diverged(problem)
      if (!isDue && host.now() - checkpointedAt > CHECKPOINT_MS) yield* saved()
    }
    if (isDue) {
      const early = yield* measured()
      if (early) return early
    }
    if (host.now() - breathedAt > BREATH_MS) {
      await host.yieldToMessages()
      breathedAt = host.now()
    }
  }
  if (measuredAt !== course.rowsSeen) {
    const end = yield* measured()
    if (end) return end
  }
  const isImproving = watch !== null && wasImproving(readings, watch.trivial)
  const text = `${course.ending()}${isImproving ? STILL_IMPROVING : ''}`
  const isTaken = good !== from && good.rowsSeen === course.rowsSeen
  return ended({ reason: 'finished', text, ...(isImproving && { isImproving }) }, isTaken ? good : await checkpoint())

  function at(): { readonly rowsSeen: number } {
    return { rowsSeen: course.rowsSeen }
  }

  function ended(ending: Ending, checkpoint: Checkpoint<S>): Trained<S> {
    const ms = trained.ms + since.ms
    return { ending, checkpoint, rowsPerSecond: ms > 0 ? Math.round((1000 * (trained.rows + since.rows)) / ms) : 0 }
  }

  async function checkpoint(): Promise<Checkpoint<S>> {
    return checkpointOf(await course.state())
  }

  function checkpointOf(state: S): Checkpoint<S> {
    const { rowsSeen } = course
    const solver = course.place?.()
    return {
      ...{ state, rowsSeen, rate },
      best: best?.rowsSeen === rowsSeen ? { ...best, weights: null } : best,
      sinceBest,
      ...(watch && { readings }),
      ...(solver && { solver }),
    }
  }

  async function* saved(): AsyncGenerator<TrainEvent, void, undefined> {
    const taken = await checkpoint()
    checkpointedAt = host.now()
    if (course.isSound?.(taken.state) !== false) yield { type: 'checkpoint', checkpoint: taken }
  }

  /** Measures validation and does what it says; gives the end where that has come. */
  async function* measured(): AsyncGenerator<TrainEvent, Trained<S> | null, undefined> {
    const validation = await course.measure()
    const loss = validation.sampled[metricFor('loss').id] ?? NaN
    const state = await course.state()
    if (course.isSound && !(course.isSound(state) && loss < Infinity))
      return yield* diverged(`validation log loss ${inWords(loss)}`)
    const { rowsSeen } = course
    measuredAt = rowsSeen
    yield { type: 'evaluation', rowsSeen, epoch: course.epoch, validation }
    if (watch) {
      readings = [...readings, { rowsSeen, loss }]
      const isBetter = watch.patience > 0 && (!best || loss < best.loss)
      if (isBetter) best = { loss, rowsSeen, weights: watch.keep(state) }
      sinceBest = isBetter ? 0 : sinceBest + 1
    }
    good = checkpointOf(state)
    checkpointedAt = host.now()
    yield { type: 'checkpoint', checkpoint: good }
    if (!watch || !best || course.isDone() || watch.waited(best, sinceBest) < watch.patience) return null
    const text = `no better validation log loss in ${watch.saidOf(best, sinceBest)}`
    return ended({ reason: 'early stop', text }, good)
  }

  async function* diverged(what: string): AsyncGenerator<TrainEvent, Trained<S>, undefined> {
    const text = `diverged at ${course.rate?.name} ${rate} after ${course.rowsSeen} rows: ${what}; the last good point is row ${good.rowsSeen}`
    yield { type: 'checkpoint', checkpoint: good }
    return ended({ reason: 'diverged', text }, good)
  }

  async function* obey(command: Exclude<Command, { type: 'stop' }>): AsyncGenerator<TrainEvent, void, undefined> {
    if (command.type === 'rate') {
      const text = course.rate
        ? `${course.rate.name} ${rate} → ${command.rate}`
        : `${course.name} has no learning rate: nothing was changed`
      if (course.rate) rate = command.rate
      yield { type: 'mark', ...at(), mark: 'rate', text }
    } else if (command.type === 'threads') course.limitThreads?.(command.count)
    else if (command.type === 'resume') {
      if (isPaused) yield { type: 'resumed', ...at() }
      isPaused = false
      steps = 0
    } else {
      if (command.type === 'step') steps++
      if (isPaused) return
      isPaused = true
      yield { type: 'paused', ...at() }
      yield* saved()
    }
  }
}

/** A loss as endings say it. */
export function inWords(loss: number): string {
  return Number.isFinite(loss) ? loss.toFixed(3) : String(loss)
}
