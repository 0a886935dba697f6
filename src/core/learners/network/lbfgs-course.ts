import type { NetworkState } from '../../engines/engine.ts'
import type { Measured } from '../../metrics/metric.ts'
import type { Course } from '../../training/course.ts'
import type { Checkpoint } from '../../training/run.ts'
import { evaluationRounds } from '../../training/schedule.ts'
import { openLbfgs, type LbfgsState } from './lbfgs.ts'
import { linearLoss, type LinearFit } from './linear-loss.ts'

export interface LbfgsJob {
  /** All training rows, encoded, and the penalty. */
  readonly fit: LinearFit
  /** Share of positives, by weight. */
  readonly baseRate: number
  /** Where it begins, where it goes on from no checkpoint. */
  readonly state: NetworkState
  readonly from?: Checkpoint<NetworkState>
  /** Measures these parameters on validation. */
  readonly evaluate: (at: Float64Array) => Promise<Measured>
}

/** The minimum is far nearer but where columns all but repeat one another. */
const MOST_STEPS = 1000
/** Slope of the mean loss below which a minimum counts as reached: no score moves visibly any more. */
const LEVEL = 1e-6
const MOST_IDLE = 3

/**
 * Takes logistic regression to the one minimum of its penalised loss by L-BFGS; a step counts as all training rows seen once. Nothing is
 * stopped early: the penalty alone holds it back.
 */
export function lbfgsCourse(job: LbfgsJob): Course<NetworkState> {
  const { fit, from } = job
  const { rows } = fit.batch
  const loss = linearLoss(fit)
  const curvature = loss.curvature(job.baseRate, job.state.weights.length)
  const solver = openLbfgs(loss.objective, curvature, placeOf(from) ?? freshPlace(from?.state ?? job.state))
  let isLevel = isAtRest()

  function isAtRest(): boolean {
    return solver.steepness <= LEVEL || solver.idle >= MOST_IDLE
  }

  return {
    name: 'L-BFGS',
    rate: null,
    points: evaluationRounds(MOST_STEPS).map((step) => step * rows),
    stepsPerProgress: 1,
    cost: rows,
    get rowsSeen() {
      return solver.steps * rows
    },
    get rowsTotal() {
      return (isLevel ? solver.steps : MOST_STEPS) * rows
    },
    get epoch() {
      return solver.steps
    },
    isDone: () => isLevel || solver.steps >= MOST_STEPS,
    advance() {
      isLevel = !solver.step() || isAtRest()
    },
    loss: () => loss.logLoss(),
    state() {
      const weights = Float32Array.from(solver.at)
      const none = new Float32Array(weights.length)
      return { weights, firstMoment: none, secondMoment: none, step: solver.steps }
    },
    place: () => solver.state(),
    measure: () => job.evaluate(solver.at),
    watch: null,
    said: () => counted(solver.steps),
    ending: () =>
      isLevel ? `the minimum, in ${counted(solver.steps)}` : `${counted(solver.steps)}, short of the minimum`,
  }
}

/** Where L-BFGS stood at a checkpoint; null where there is none, or another way of training made it. */
function placeOf(from: Checkpoint | undefined): LbfgsState | null {
  const solver = from?.solver
  return solver && 'moves' in solver ? (solver as LbfgsState) : null
}

function freshPlace({ weights }: NetworkState): LbfgsState {
  return { at: Float64Array.from(weights), moves: [], changes: [], steps: 0, idle: 0 }
}

function counted(steps: number): string {
  return steps === 1 ? '1 pass over the training rows' : `${steps} passes over the training rows`
}
