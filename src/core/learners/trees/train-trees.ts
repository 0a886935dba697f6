import type { Measured } from '../../metrics/metric.ts'
import type { Course } from '../../training/course.ts'
import type { TrainEvent } from '../../training/run.ts'
import { evaluationRounds } from '../../training/schedule.ts'
import { train, type Orders, type Trained } from '../../training/train.ts'
import { openBooster, type Booster, type BoostJob } from '../../trees/boost.ts'
import type { Ensemble } from '../../trees/ensemble.ts'

export interface TrainTreesJob extends Omit<BoostJob, 'from' | 'host'>, Orders<Ensemble> {
  readonly host: BoostJob['host']
  /** Validation log loss of whoever always says the base rate; null, or left out, where too few positives are there to tell a trend. */
  readonly trivial?: number | null
  /** Measures the trees so far on validation; the log loss of `sampled` decides what is best. */
  readonly evaluate: (ensemble: Ensemble) => Promise<Measured>
}

/**
 * Grows trees to the end, telling what happens; a round counts as all training rows seen once.
 * @throws one line where there is nothing to learn from, or not enough memory
 */
export async function* trainTrees(job: TrainTreesJob): AsyncGenerator<TrainEvent, Trained<Ensemble>, undefined> {
  const booster = await openBooster({ ...job, from: job.from?.state })
  try {
    return yield* train(boostingCourse(booster, job), job)
  } finally {
    booster.dispose()
  }
}

function boostingCourse(
  booster: Booster,
  { rows, settings, trivial = null, evaluate }: TrainTreesJob
): Course<Ensemble> {
  let round = booster.ensemble.trees.length
  let loss = NaN
  const roundOf = (rowsSeen: number): number => Math.round(rowsSeen / rows.length)

  return {
    name: 'Boosting',
    rate: { name: 'eta', first: settings.eta },
    rowsTotal: rows.length * settings.rounds,
    points: evaluationRounds(settings.rounds).map((each) => each * rows.length),
    stepsPerProgress: 1,
    cost: rows.length,
    get rowsSeen() {
      return round * rows.length
    },
    get epoch() {
      return round
    },
    isDone: () => round >= settings.rounds,
    async advance(eta) {
      loss = (await booster.round(eta)).loss
      round++
    },
    loss: () => loss,
    state: () => booster.ensemble,
    measure: () => evaluate(booster.ensemble),
    watch: {
      patience: settings.patience,
      trivial,
      keep: () => null,
      waited: (best) => round - roundOf(best.rowsSeen),
      saidOf: (best) => `${counted(round - roundOf(best.rowsSeen))}; kept the first ${roundOf(best.rowsSeen)}`,
    },
    limitThreads: (count) => booster.limitThreads(count),
    said: () => counted(round),
    ending: () => counted(round),
  }
}

function counted(rounds: number): string {
  return rounds === 1 ? '1 round' : `${rounds} rounds`
}
