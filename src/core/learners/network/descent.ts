import type { NetworkState } from '../../engines/engine.ts'
import type { Measured } from '../../metrics/metric.ts'
import { openLbfgs, type LbfgsState } from './lbfgs.ts'
import { linearLoss, type LinearFit } from './linear-loss.ts'
import { evaluationRounds } from '../../training/schedule.ts'
import type { Command, Ending, TrainEvent } from '../../training/run.ts'
import type { NetworkCheckpoint, Trained, TrainJob } from '../../training/train.ts'

export interface TrainLinearJob extends Pick<
  TrainJob,
  'commands' | 'host' | 'from' | 'resumedBecause' | 'startPaused'
> {
  /** All training rows, encoded, and the penalty. */
  readonly fit: LinearFit
  /** Share of positives, by weight. */
  readonly baseRate: number
  /** Where it begins, where it goes on from no checkpoint. */
  readonly state: NetworkState
  /** Measures these parameters on validation. */
  readonly evaluate: (at: Float64Array) => Promise<Measured>
}

/** The minimum is far nearer but where columns all but repeat one another. */
const MOST_STEPS = 1000
/** Slope of the mean loss below which a minimum counts as reached: no score moves visibly any more. */
const LEVEL = 1e-6
const MOST_IDLE = 3
const CHECKPOINT_MS = 1500
const BREATH_MS = 8

/**
 * Takes logistic regression to the one minimum of its penalised loss by L-BFGS, telling what happens; a step counts as all training rows
 * seen once. Nothing is stopped early: the penalty alone holds it back. Going on from a checkpoint gives what never stopping would have given.
 */
export async function* trainLinear(
  job: TrainLinearJob
): AsyncGenerator<TrainEvent, Trained<NetworkCheckpoint>, undefined> {
  const { fit, host, commands, from } = job
  const { rows } = fit.batch
  const loss = linearLoss(fit)
  const curvature = loss.curvature(job.baseRate, job.state.weights.length)
  const solver = openLbfgs(loss.objective, curvature, from?.solver ?? freshState(from?.state ?? job.state))
  const points = evaluationRounds(MOST_STEPS)
  const first = solver.steps
  let paused = job.startPaused ?? false
  let steps = 0
  let trainedMs = 0
  let breathedAt = host.now()
  let checkpointedAt = breathedAt
  let isLevel = isAtRest()
  let evaluatedAt = -1

  function isAtRest(): boolean {
    return solver.steepness <= LEVEL || solver.idle >= MOST_IDLE
  }
  const seen = (): number => solver.steps * rows
  const ended = (ending: Ending): Trained<NetworkCheckpoint> => ({
    ending,
    checkpoint: checkpoint(),
    rowsPerSecond: trainedMs > 0 ? Math.round((1000 * (solver.steps - first) * rows) / trainedMs) : 0,
  })

  if (from || job.resumedBecause)
    yield { type: 'mark', rowsSeen: seen(), mark: 'resumed', text: job.resumedBecause ?? 'went on from here' }
  if (paused) yield { type: 'paused', rowsSeen: seen() }

  while (!isLevel && solver.steps < MOST_STEPS) {
    for (;;) {
      const command = paused && !steps ? await commands.next() : commands.take()
      if (!command) break
      if (command.type === 'stop') return ended({ reason: 'stopped', text: `stopped after ${counted(solver.steps)}` })
      yield* obey(command)
    }
    const started = host.now()
    isLevel = !solver.step() || isAtRest()
    const ms = host.now() - started
    trainedMs += ms
    if (steps) steps--
    const rowsTotal = isLevel ? seen() : MOST_STEPS * rows
    const rowsPerSecond = ms > 0 ? Math.round((1000 * rows) / ms) : 0
    yield { type: 'progress', rowsSeen: seen(), rowsTotal, epoch: solver.steps, loss: loss.logLoss(), rowsPerSecond }
    if (points.has(solver.steps)) yield* evaluated()
    else if (host.now() - checkpointedAt > CHECKPOINT_MS) yield saved()
    if (host.now() - breathedAt > BREATH_MS) {
      await host.breathe()
      breathedAt = host.now()
    }
  }
  if (evaluatedAt !== solver.steps) yield* evaluated()
  const text = isLevel ? `the minimum, in ${counted(solver.steps)}` : `${counted(solver.steps)}, short of the minimum`
  return ended({ reason: 'finished', text })

  function checkpoint(): NetworkCheckpoint {
    const state = solver.state()
    const none = new Float32Array(state.at.length)
    return {
      state: { weights: Float32Array.from(state.at), firstMoment: none, secondMoment: none, step: state.steps },
      rowsSeen: seen(),
      rate: 0,
      best: null,
      sinceBest: 0,
      solver: state,
    }
  }

  function saved(): TrainEvent {
    checkpointedAt = host.now()
    return { type: 'checkpoint', checkpoint: checkpoint() }
  }

  async function* evaluated(): AsyncGenerator<TrainEvent, void, undefined> {
    evaluatedAt = solver.steps
    const validation = await job.evaluate(solver.at)
    yield { type: 'evaluation', rowsSeen: seen(), epoch: solver.steps, validation }
    yield saved()
  }

  async function* obey(command: Exclude<Command, { type: 'stop' }>): AsyncGenerator<TrainEvent, void, undefined> {
    if (command.type === 'rate') {
      const text = 'L-BFGS has no learning rate: nothing was changed'
      yield { type: 'mark', rowsSeen: seen(), mark: 'rate', text }
    } else if (command.type === 'resume') {
      if (paused) yield { type: 'resumed', rowsSeen: seen() }
      paused = false
      steps = 0
    } else if (command.type === 'pause' || command.type === 'step') {
      if (command.type === 'step') steps++
      if (paused) return
      paused = true
      yield { type: 'paused', rowsSeen: seen() }
      yield saved()
    }
  }
}

function freshState({ weights }: NetworkState): LbfgsState {
  return { at: Float64Array.from(weights), moves: [], changes: [], steps: 0, idle: 0 }
}

function counted(steps: number): string {
  return steps === 1 ? '1 pass over the training rows' : `${steps} passes over the training rows`
}
