import type { Batch, NetworkState } from '../../engines/engine.ts'
import { initialState } from '../../networks/initial.ts'
import { encodeRows } from '../../scoring/score-rows.ts'
import type { TrainEvent } from '../../training/run.ts'
import { train, type Trained } from '../../training/train.ts'
import type { LearnerHost, TrainJob } from '../learner.ts'
import type { FittedNetwork } from './fitted.ts'
import { lbfgsCourse } from './lbfgs-course.ts'
import { scoreLinear } from './linear-loss.ts'

const ENCODE_ROWS = 50_000

/** Takes a linear network to the minimum of its loss. No engine is asked: every row is read at each step, in double precision. */
export async function* trainByLbfgs(
  job: TrainJob<FittedNetwork, NetworkState>
): AsyncGenerator<TrainEvent, Trained<NetworkState>, undefined> {
  const { fitted, treated, treatedRate, live, from } = job
  const { encoder, network, training } = fitted
  if (treated.focal > 0)
    throw new Error('invalid optimiser: lbfgs; expected lazy or dense with focal loss, which L-BFGS does not know')
  const shape = { numeric: network.numeric, fields: network.fields.length }
  const batch = await encodedRows(job, job.host)
  const { table } = live
  const parts = live.parts.map(({ rows, atTop, out }) => ({
    batches: encodeRows({ encoder, table, atTop }, rows),
    out,
  }))
  yield { type: 'phase', phase: 'training' }
  const course = lbfgsCourse({
    fit: { ...shape, batch, l2: training.l2 },
    baseRate: treatedRate,
    state: initialState(network, job.random.stream('weights'), treatedRate),
    from,
    evaluate(at) {
      for (const { batches, out } of parts) scoreEach(batches, at, out)
      return Promise.resolve(live.measure())
    },
  })
  return yield* train(course, job)

  function scoreEach(batches: readonly Batch[], at: Float64Array, out: Float32Array): void {
    let first = 0
    for (const each of batches) {
      scoreLinear({ ...shape, batch: each }, at, out, first)
      first += each.rows
    }
  }
}

/** All training rows as the network reads them, side by side. */
async function encodedRows(
  { fitted: { encoder }, treated }: Pick<TrainJob<FittedNetwork>, 'fitted' | 'treated'>,
  host: LearnerHost
): Promise<Batch> {
  const { table, rows, weights } = treated
  const whole = encoder.batch(rows.length)
  const part = encoder.batch(Math.min(ENCODE_ROWS, rows.length))
  for (let from = 0; from < rows.length; from += ENCODE_ROWS) {
    const count = Math.min(ENCODE_ROWS, rows.length - from)
    encoder.fill(part, table, rows, from, count, false)
    whole.numeric.set(part.numeric.subarray(0, count * encoder.numeric.length), from * encoder.numeric.length)
    whole.codes.set(part.codes.subarray(0, count * encoder.fields.length), from * encoder.fields.length)
    whole.labels.set(part.labels.subarray(0, count), from)
    await host.yieldToMessages()
  }
  return { ...whole, rows: rows.length, weights }
}
