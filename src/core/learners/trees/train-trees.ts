import { openBooster, type Booster, type BoostJob } from '../../trees/boost.ts'
import type { Ensemble } from '../../trees/ensemble.ts'
import type { Measured } from '../../metrics/metric.ts'
import { STILL_IMPROVING, wasImproving } from '../../training/improving.ts'
import { evaluationRounds } from '../../training/schedule.ts'
import { isEnsemble, type Checkpoint, type Command, type Ending, type TrainEvent } from '../../training/run.ts'
import type { Trained, TrainJob } from '../../training/train.ts'

export interface TrainTreesJob
  extends Omit<BoostJob, 'from'>, Pick<TrainJob, 'commands' | 'resumedBecause' | 'startPaused' | 'trivial'> {
  /** Measures the trees so far on validation; `sampled.logLoss` decides what is best. */
  readonly evaluate: (ensemble: Ensemble) => Promise<Measured>
  /** Threads that may work at first, this one included. */
  readonly threads?: number
  readonly from?: Checkpoint
  /** Shrinkage to go on with, where it is another than the checkpoint's. */
  readonly rate?: number
}

const CHECKPOINT_MS = 1500

/**
 * Grows trees to the end, telling what happens; a round counts as all training rows seen once. Going on from a checkpoint gives what
 * never stopping would have given.
 * @throws one line where there is nothing to learn from, or not enough memory
 */
export async function* trainTrees(job: TrainTreesJob): AsyncGenerator<TrainEvent, Trained, undefined> {
  const { rows, settings, host, commands, from } = job
  const booster = await openBooster({ ...job, from: from && isEnsemble(from.state) ? from.state : undefined })
  try {
    booster.limitThreads(job.threads ?? Infinity)
    return yield* rounds(booster)
  } finally {
    booster.dispose()
  }

  async function* rounds(booster: Booster): AsyncGenerator<TrainEvent, Trained, undefined> {
    const points = evaluationRounds(settings.rounds)
    const total = rows.length * settings.rounds
    let round = booster.ensemble.trees.length
    let eta = job.rate ?? from?.rate ?? settings.eta
    let best = settings.patience > 0 ? (from?.best ?? null) : null
    let readings = from?.readings ?? []
    let sinceBest = from?.sinceBest ?? 0
    let paused = job.startPaused ?? false
    let steps = 0
    let trained = { rounds: 0, ms: 0 }
    let checkpointedAt = host.now()

    const seen = (): number => round * rows.length
    const checkpoint = (): Checkpoint => ({
      state: booster.ensemble,
      rowsSeen: seen(),
      rate: eta,
      best,
      sinceBest,
      readings,
    })
    const ended = (ending: Ending): Trained => ({
      ending,
      checkpoint: checkpoint(),
      rowsPerSecond: trained.ms > 0 ? Math.round((1000 * trained.rounds * rows.length) / trained.ms) : 0,
    })

    if (from || job.resumedBecause)
      yield { type: 'mark', rowsSeen: seen(), mark: 'resumed', text: job.resumedBecause ?? 'went on from here' }
    if (paused) yield { type: 'paused', rowsSeen: seen() }

    while (round < settings.rounds) {
      for (;;) {
        const command = paused && !steps ? await commands.next() : commands.take()
        if (!command) break
        if (command.type === 'stop') return ended({ reason: 'stopped', text: `stopped after ${counted(round)}` })
        yield* obey(command)
      }
      const started = host.now()
      const { loss } = await booster.round(eta)
      const ms = host.now() - started
      round++
      trained = { rounds: trained.rounds + 1, ms: trained.ms + ms }
      if (steps) steps--
      const rowsPerSecond = ms > 0 ? Math.round((1000 * rows.length) / ms) : 0
      yield { type: 'progress', rowsSeen: seen(), rowsTotal: total, epoch: round, loss, rowsPerSecond }

      const isDue = points.has(round)
      if (isDue) {
        const validation = await job.evaluate(booster.ensemble)
        yield { type: 'evaluation', rowsSeen: seen(), epoch: round, validation }
        const validationLoss = validation.sampled.logLoss ?? NaN
        readings = [...readings, { rowsSeen: seen(), loss: validationLoss }]
        const isBetter = settings.patience > 0 && (!best || validationLoss < best.loss)
        if (isBetter) best = { loss: validationLoss, rowsSeen: seen(), weights: null }
        sinceBest = isBetter ? 0 : sinceBest + 1
      }
      if (isDue || host.now() - checkpointedAt > CHECKPOINT_MS) {
        checkpointedAt = host.now()
        yield { type: 'checkpoint', checkpoint: checkpoint() }
      }
      const bestRound = best ? Math.round(best.rowsSeen / rows.length) : round
      if (isDue && settings.patience > 0 && round - bestRound >= settings.patience && round < settings.rounds) {
        const text = `no better validation log loss in ${counted(round - bestRound)}; kept the first ${bestRound}`
        return ended({ reason: 'early stop', text })
      }
      await host.breathe()
    }
    const isImproving = wasImproving(readings, job.trivial ?? null)
    const text = `${counted(round)}${isImproving ? STILL_IMPROVING : ''}`
    return ended({ reason: 'finished', text, ...(isImproving && { isImproving }) })

    async function* obey(command: Exclude<Command, { type: 'stop' }>): AsyncGenerator<TrainEvent, void, undefined> {
      if (command.type === 'rate') {
        yield { type: 'mark', rowsSeen: seen(), mark: 'rate', text: `eta ${eta} → ${command.rate}` }
        eta = command.rate
      } else if (command.type === 'threads') booster.limitThreads(command.count)
      else if (command.type === 'resume') {
        if (paused) yield { type: 'resumed', rowsSeen: seen() }
        paused = false
        steps = 0
      } else {
        if (command.type === 'step') steps++
        if (paused) return
        paused = true
        yield { type: 'paused', rowsSeen: seen() }
        yield { type: 'checkpoint', checkpoint: checkpoint() }
      }
    }
  }
}

function counted(rounds: number): string {
  return rounds === 1 ? '1 round' : `${rounds} rounds`
}
