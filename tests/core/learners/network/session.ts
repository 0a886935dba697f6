import type { NetworkState } from '../../../../src/core/engines/engine.ts'
import { engineOf } from '../../../../src/core/engines/index.ts'
import { fitEncoder } from '../../../../src/core/features/fit-encoder.ts'
import { defaultsOf, type Settings } from '../../../../src/core/kernel/knobs.ts'
import { sigmoid } from '../../../../src/core/kernel/math.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import type { Table } from '../../../../src/core/kernel/table.ts'
import { metricById } from '../../../../src/core/metrics/index.ts'
import { modelOf } from '../../../../src/core/models/index.ts'
import { networkModel } from '../../../../src/core/models/network-model.ts'
import { initialState } from '../../../../src/core/networks/initial.ts'
import { scoreRows } from '../../../../src/core/scoring/score-rows.ts'
import { commandQueue } from '../../../../src/core/training/commands.ts'
import { openAdam } from '../../../../src/core/learners/network/adam-course.ts'
import { network as learner } from '../../../../src/core/learners/network/index.ts'
import type { Checkpoint, Command, TrainEvent } from '../../../../src/core/training/run.ts'
import { train, type Trained } from '../../../../src/core/training/train.ts'
import type { Treated } from '../../../../src/core/treatments/treatment.ts'
import { nodeHost } from '../../../../src/headless/host.ts'

export interface Session {
  readonly table: Table
  readonly model: string
  readonly settings: Settings
  /** What it trains on in place of the first 80 % of the table. */
  readonly treated?: Treated
  readonly from?: Checkpoint<NetworkState>
  readonly startPaused?: boolean
  /** What the person does when an event comes. */
  readonly react?: (event: TrainEvent, push: (command: Command) => void) => void
  /** Milliseconds that pass between two looks at the clock. */
  readonly tick?: number
}

/** One training on the fused engine: first 80 % of the table to train on, the rest to validate. */
export async function session({
  table,
  model: id,
  settings: changed,
  treated,
  from,
  startPaused,
  react,
  tick = 1,
}: Session) {
  const model = networkModel(modelOf(id))
  const given: Settings = { ...defaultsOf(model.knobs), minCount: 1, ...changed }
  const settings = given as unknown as Parameters<typeof model.network>[0]
  const cut = Math.round(0.8 * table.rows)
  const rows = Uint32Array.from({ length: cut }, (_, i) => i)
  const validation = Uint32Array.from({ length: table.rows - cut }, (_, i) => cut + i)
  const encoder = fitEncoder(table, rows, model.features(settings, table.schema, []))
  const network = model.network(settings, encoder)
  const engine = await engineOf('fused').start(nodeHost)
  const random = Random.of(1)
  const trains: Treated = treated ?? { table, rows, weights: null, focal: 0, undo: null }
  const baseRate = shareOfPositives(trains)
  const trainee = engine.open(network, from?.state ?? initialState(network, random, baseRate), { random })

  async function measure(scorer = trainee) {
    const scores = new Float32Array(validation.length)
    await scoreRows({ trainee: scorer, encoder, table, rows: validation, out: scores, atTop: false })
    for (let i = 0; i < scores.length; i++) scores[i] = sigmoid(scores[i])
    const labels = Uint8Array.from(validation, (row) => table.label[row])
    const sample = { scores, ranking: null, labels, requests: null, relevance: null }
    const options = { k: 10, gain: 'linear', alerts: 100, threshold: 0.5, baseRate } as const
    return {
      sampled: {
        logLoss: metricById('logLoss').measure(sample, options),
        auc: metricById('auc').measure(sample, options),
      },
      expected: {},
    }
  }

  let clock = 0
  const host = { now: () => (clock += tick), yieldToMessages: () => Promise.resolve() }
  const commands = commandQueue()
  const events: TrainEvent[] = []
  const job = { trainee, encoder, ...trains, settings: model.training(settings), random, baseRate, evaluate: measure }
  const course = await openAdam({ ...job, yieldToMessages: () => host.yieldToMessages(), rowsSeen: from?.rowsSeen })
  const training = train(course, { commands, host, from, startPaused })
  let next = await training.next()
  while (!next.done) {
    events.push(next.value)
    react?.(next.value, commands.push)
    next = await training.next()
  }
  const trained: Trained<NetworkState> = next.value
  const kept = engine.open(network, learner.keptState(trained.checkpoint))
  const values = (await measure(kept)).sampled
  kept.dispose()
  trainee.dispose()
  return { events, trained, values, rows: rows.length }
}

/** By weight. */
function shareOfPositives({ table, rows, weights }: Treated): number {
  const weightOf = (i: number): number => (weights ? weights[i] : 1)
  const sum = (of: (row: number, i: number) => number): number => rows.reduce((total, row, i) => total + of(row, i), 0)
  return sum((row, i) => weightOf(i) * table.label[row]) / sum((_, i) => weightOf(i))
}
