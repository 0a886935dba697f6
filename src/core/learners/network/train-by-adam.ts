import type { NetworkState } from '../../engines/engine.ts'
import { PLENTY_ROWS } from '../../models/automatic.ts'
import { initialState } from '../../networks/initial.ts'
import { encodeRows, scoreEncoded } from '../../scoring/score-rows.ts'
import type { TrainEvent } from '../../training/run.ts'
import { train, type Trained } from '../../training/train.ts'
import type { TrainJob } from '../learner.ts'
import { openAdam } from './adam-course.ts'
import type { FittedNetwork } from './fitted.ts'

/** Heads of fresh networks on few rows, beside those on many: they begin near the base rate, since they have no steps to spare. */
const SMALL_HEAD = 0.1

/** Trains a network on its engine; live curves show it with the treatment undone. */
export async function* trainByAdam(
  job: TrainJob<FittedNetwork, NetworkState>
): AsyncGenerator<TrainEvent, Trained<NetworkState>, undefined> {
  const { fitted, treated, treatedRate, live, random, from, host } = job
  const { encoder, network, training } = fitted
  yield { type: 'phase', phase: 'starting the engine' }
  const engine = await job.engineOf(job.spec.engine)
  const headScale = treated.rows.length < PLENTY_ROWS ? SMALL_HEAD : 1
  const fresh = (): NetworkState => initialState(network, random.stream('weights'), treatedRate, headScale)
  const trainee = engine.open(network, from?.state ?? fresh(), { random })
  trainee.limitThreads?.(job.threads ?? Infinity)
  const yieldToMessages = (): Promise<void> => host.yieldToMessages()
  try {
    const { table } = live
    const parts = live.parts.map(({ rows, atTop, out }) => ({
      batches: encodeRows({ encoder, table, atTop }, rows),
      out,
    }))
    yield { type: 'phase', phase: 'training' }
    const course = await openAdam({
      ...{ trainee, encoder, random, yieldToMessages, rowsSeen: from?.rowsSeen },
      ...{ table: treated.table, rows: treated.rows, weights: treated.weights, focal: treated.focal },
      settings: { ...training, patience: live.patienceOf(training.patience) },
      ...{ baseRate: treatedRate, trivial: live.trivial, measured: live.rows },
      async evaluate() {
        for (const { batches, out } of parts) await scoreEncoded(batches, { trainee, out, yieldToMessages })
        return live.measure()
      },
    })
    return yield* train(course, job)
  } finally {
    trainee.dispose()
  }
}
