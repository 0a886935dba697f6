import type { Batch, NetworkState, Trainee } from '../../engines/engine.ts'
import type { Encoder } from '../../features/encoder.ts'
import type { Random } from '../../kernel/random.ts'
import type { Table } from '../../kernel/table.ts'
import type { Measured } from '../../metrics/metric.ts'
import type { TrainingSettings } from '../../models/network-model.ts'
import type { Course } from '../../training/course.ts'
import { evaluationPoints } from '../../training/schedule.ts'
import { inWords } from '../../training/train.ts'
import { epochOrder } from './batches.ts'
import { firstChecked, hasExploded, isChecked, NOTHING_SEEN, seenWith } from './divergence.ts'
import { readyRows } from './ready-rows.ts'

export interface AdamJob {
  /** Opened from fresh weights, or from those of a checkpoint. */
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
  /** Measures the trainee on validation; the log loss of `sampled` decides what is best. */
  readonly evaluate: () => Promise<Measured>
  /** Validation log loss of whoever always says the base rate; null, or left out, where too few positives are there to tell a trend. */
  readonly trivial?: number | null
  /** Rows it scores to do so: training is not evaluated more often than it has seen as many. */
  readonly measured?: number
  readonly yieldToMessages: () => Promise<void>
  /** Rows seen so far, where it goes on from a checkpoint. */
  readonly rowsSeen?: number
}

const PROGRESS_ROWS = 2048

/** Trains a network by Adam, a batch a step, through all rows in a new order each epoch. */
export async function openAdam(job: AdamJob): Promise<Course<NetworkState>> {
  const { trainee, encoder, table, rows, settings, focal = 0 } = job
  const total = rows.length * settings.epochs
  const orderOf = epochOrder(rows, job.random)
  const weightOf = weightsByRow(table.rows, rows, job.weights ?? null)
  const checkedFrom = firstChecked(job.weights ?? null)
  const batch = batchFor(encoder, Math.min(settings.batchSize, rows.length), weightOf !== null)
  const fill = await readyRows(encoder, table, rows, job.yieldToMessages)
  let rowsSeen = job.rowsSeen ?? 0
  let cost = 0
  let window = NOTHING_SEEN

  return {
    name: 'Adam',
    rate: { name: 'learning rate', first: settings.rate },
    rowsTotal: total,
    points: evaluationPoints(rows.length, settings.epochs, job.measured),
    stepsPerProgress: Math.max(1, Math.round(PROGRESS_ROWS / settings.batchSize)),
    get rowsSeen() {
      return rowsSeen
    },
    get epoch() {
      return Math.min(settings.epochs, Math.floor((rowsSeen - 1) / rows.length) + 1)
    },
    // A spec that leaves epochs out has no total: it is done at once.
    isDone: () => !(rowsSeen < total),
    get cost() {
      return cost
    },

    advance(rate) {
      const start = rowsSeen % rows.length
      const order = orderOf(Math.floor(rowsSeen / rows.length))
      cost = Math.min(settings.batchSize, rows.length - start)
      fill(batch, order, start, cost)
      if (weightOf && batch.weights) for (let i = 0; i < cost; i++) batch.weights[i] = weightOf[order[start + i]]
      const left = settings.decay === 'linear' ? 1 - rowsSeen / total : 1
      rowsSeen += cost
      window = seenWith(window, batch)
      return trainee.train(batch, { rate: rate * left, l2: settings.l2, lazy: settings.lazy, focal })
    },
    loss: () => trainee.loss(),

    explosion(loss) {
      const isExploded = hasExploded(loss, window, { baseRate: job.baseRate, focal })
      window = NOTHING_SEEN
      return isExploded && isChecked(loss, rowsSeen, checkedFrom) ? `${nameOfLoss(job)} ${inWords(loss)}` : null
    },
    isSound: ({ weights }) => weights.every(Number.isFinite),
    state: () => trainee.state(),
    measure: job.evaluate,
    watch: {
      patience: settings.patience,
      trivial: job.trivial ?? null,
      keep: ({ weights }) => weights,
      waited: (_, sinceBest) => sinceBest,
      saidOf: (best, sinceBest) => `${sinceBest} evaluations; kept the weights of row ${best.rowsSeen}`,
    },
    limitThreads: (count) => trainee.limitThreads?.(count),
    said: () => `${rowsSeen} rows`,
    ending: () => `${settings.epochs === 1 ? '1 epoch' : `${settings.epochs} epochs`}, ${rowsSeen} rows`,
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
function nameOfLoss({ weights, focal }: Pick<AdamJob, 'weights' | 'focal'>): string {
  if (weights) return 'weighted training log loss'
  return focal ? 'training log loss, not undone,' : 'training log loss'
}
