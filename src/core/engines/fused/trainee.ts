import { Random } from '../../kernel/random.ts'
import type { Network } from '../../networks/network.ts'
import type { Batch, NetworkState, OpenOptions, StepSettings, Trainee } from '../engine.ts'
import { adamStep } from '../adam.ts'
import { totalWeight } from '../batch-weight.ts'
import { drawMask } from '../dropout.ts'
import { foldTables } from './folded.ts'
import { addressesOf } from './addresses.ts'
import { NUMBER, OP, OWN_WORD, peakFlopsPerTask, taskRunner, tasksOf, type Op } from './job.ts'
import { instantiate } from './kernels.ts'
import { four, LARGEST_BATCH, layoutOf } from './layout.ts'
import { controlOf } from '../../threads/control.ts'
import type { KernelThreads } from '../../threads/kernel-host.ts'
import { reserve } from '../../threads/memory.ts'
import { readPart, writeState } from './state.ts'
import { Copies } from './copies.ts'
import type { Team, Workplace } from '../../threads/team.ts'
import type { NetworkRequest } from './network-job.ts'

/** The best of so many: a roof that a busy moment has lowered is none. */
const PEAK_TURNS = 15

export const PURPOSE = { what: 'this network', instead: 'choose fewer hash buckets or smaller embeddings' }

export interface FusedTrainee extends Trainee {
  /** What `score` does, at once and on the threads that share memory alone. */
  scoreNow(batch: Batch, logits: Float32Array, at: number): void
  /** A fresh copy in the order of `parametersOf`, without moments. */
  weights(): Float32Array
  /** Floating-point operations a second of a plain product of its first cross layer's size, by all threads. */
  peakFlops(now: () => number): number
}

export interface TraineeParts {
  readonly module: WebAssembly.Module
  readonly shared: boolean
  readonly team: Team
  /** Threads that share no memory with this one; null where they do, or there are none. */
  readonly threads: KernelThreads | null
  /** @throws once the engine is lost */
  readonly enter: () => void
  /** Called once, when the network is closed: the callee must drop its references to this memory. */
  readonly onClose: () => void
}

/** @throws one line with the megabytes needed, where they cannot be had */
export function openFused(
  { module, shared, team, threads, enter: enterEngine, onClose }: TraineeParts,
  network: Network,
  from: NetworkState,
  { random = Random.of(0), frozen = false }: OpenOptions
): FusedTrainee {
  const layout = layoutOf(network, { frozen, threads: team.size })
  const memory = reserve(layout.bytes, shared, PURPOSE)
  const floats = new Float32Array(memory.buffer)
  const codes = new Int32Array(memory.buffer, layout.codes, LARGEST_BATCH * network.fields.length)
  const { words, numbers } = controlOf(memory)
  const kernels = instantiate(module, memory)
  const place: Workplace = {
    words,
    tasksOf: (op, rows) => tasksOf(op as Op, rows, layout),
    run: taskRunner(kernels, layout, memory, 0),
    request: (thread, seen) =>
      ({ job: 'network', module, memory, network, frozen, threads: team.size, thread, seen }) satisfies NetworkRequest,
    settle: finishScoring,
  }
  const chance = random.stream('dropout')
  const dropout = frozen ? 0 : (network.deep?.dropout ?? 0)
  const fields = network.fields.length
  let step = from.step
  let lossSum = 0
  let lossWeight = 0
  let scoring: (() => void) | null = null
  let copies: Copies | null = null
  let threadLimit = Infinity
  let isClosed = false

  writeState(layout, floats, from)
  foldTables(kernels, layout, floats, addressesOf(layout))
  if (!frozen)
    for (const { at, isPacked, padded, transposed } of layout.dense)
      if (isPacked) kernels.transpose(layout.weights + 4 * at, transposed, padded[0], padded[1])

  function enter(): void {
    enterEngine()
    if (isClosed) throw new Error('this network is closed; open it again')
  }

  function take(batch: Batch, start: number, rows: number): void {
    codes.set(batch.codes.subarray(start * fields, (start + rows) * fields))
    floats.set(batch.numeric.subarray(start * network.numeric, (start + rows) * network.numeric), layout.numbers / 4)
  }

  /** Drawn by step, so a resumed run draws the same. */
  function drawMasks(rows: number): void {
    chance.at(step)
    for (const [layer, units] of (network.deep?.hidden ?? []).entries())
      drawMask(floats, { from: layout.masks[layer] / 4, rows, units, stride: four(units) }, dropout, chance)
  }

  function finishScoring(): void {
    scoring?.()
    scoring = null
  }

  /** Has the other threads begin with rows `start` … ; `finishScoring` does the rest. */
  function beginScoring(batch: Batch, start: number, rows: number, logits: Float32Array, at: number): void {
    finishScoring()
    take(batch, start, rows)
    team.post(place, OP.score, rows)
    const base = layout.logits / 4
    scoring = () => {
      team.finish(place)
      logits.set(floats.subarray(base, base + rows), at + start)
    }
  }

  function scoreRange(batch: Batch, from: number, to: number, logits: Float32Array, at: number): void {
    for (let start = from; start < to; start += LARGEST_BATCH) {
      beginScoring(batch, start, Math.min(LARGEST_BATCH, to - start), logits, at)
      finishScoring()
    }
  }

  /** Every thread scores its part on a copy of its own; what one of them fails at is done here. */
  async function scoreByCopies(batch: Batch, logits: Float32Array, at: number): Promise<void> {
    copies ??= threads && new Copies(threads, module, network, from.weights)
    const working = Math.min(threadLimit, 1 + (threads?.lent ?? Infinity))
    const own = copies?.ownRows(batch.rows, working) ?? batch.rows
    const rest = copies?.score(batch, network, own) ?? []
    await Promise.resolve()
    scoreRange(batch, 0, own, logits, at)
    for (const part of await rest) {
      if (part.logits) logits.set(part.logits, at + part.from)
      else scoreRange(batch, part.from, part.to, logits, at)
    }
  }

  return {
    train(batch: Batch, { rate, l2, lazy, focal = 0 }: StepSettings) {
      enter()
      finishScoring()
      const { rows } = batch
      if (rows > LARGEST_BATCH) throw new Error(`invalid batch: ${rows} rows; expected at most ${LARGEST_BATCH}`)
      take(batch, 0, rows)
      floats.set(batch.labels.subarray(0, rows), layout.labels / 4)
      if (batch.weights) floats.set(batch.weights.subarray(0, rows), layout.rowWeights / 4)
      if (dropout) drawMasks(rows)
      step++
      words[OWN_WORD.weighted] = batch.weights ? 1 : 0
      words[OWN_WORD.lazy] = lazy ? 1 : 0
      const { size, spread } = adamStep(rate, step)
      numbers[NUMBER.size] = size
      numbers[NUMBER.spread] = spread
      numbers[NUMBER.l2] = l2
      numbers[NUMBER.focal] = focal
      team.run(place, OP.gradient, rows)
      for (let slice = 0; slice < tasksOf(OP.gradient, rows, layout); slice++) lossSum += numbers[NUMBER.losses + slice]
      team.run(place, OP.update, rows)
      lossWeight += totalWeight(batch)
    },

    async loss() {
      const mean = lossWeight ? lossSum / lossWeight : NaN
      lossSum = 0
      lossWeight = 0
      return Promise.resolve(mean)
    },

    async score(batch: Batch, logits: Float32Array, at: number) {
      enter()
      if (frozen && threads) return scoreByCopies(batch, logits, at)
      for (let start = 0; start < batch.rows; start += LARGEST_BATCH) {
        beginScoring(batch, start, Math.min(LARGEST_BATCH, batch.rows - start), logits, at)
        // Whoever asked may make its next batch ready while other threads score this one.
        await Promise.resolve()
        finishScoring()
      }
    },

    scoreNow: (batch, logits, at) => scoreRange(batch, 0, batch.rows, logits, at),

    async state() {
      const [weights, firstMoment, secondMoment] = ([0, 1, 2] as const).map((part) =>
        frozen && part ? new Float32Array(from.weights.length) : readPart(layout, floats, part)
      )
      return Promise.resolve({ weights, firstMoment, secondMoment, step })
    },

    weights: () => readPart(layout, floats, 0),

    limitThreads(count: number) {
      threadLimit = count
      team.use(count)
    },

    get threads() {
      return team.working
    },

    peakFlops(now) {
      if (!network.cross || network.cross.rank) throw new Error('invalid network: no full cross layer to be a roof')
      let best = 0
      for (let turn = 0; turn < PEAK_TURNS; turn++) {
        const tasks = 4 * team.working
        const started = now()
        team.run(place, OP.peak, 0, tasks)
        best = Math.max(best, (1000 * tasks * peakFlopsPerTask(layout)) / Math.max(1, now() - started))
      }
      return best
    },

    dispose() {
      if (isClosed) return
      isClosed = true
      finishScoring()
      copies?.dispose()
      team.leave(place)
      onClose()
    },
  }
}
