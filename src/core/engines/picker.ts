import { Random } from '../kernel/random.ts'
import { initialState } from '../networks/initial.ts'
import { fieldOffsets, type Network } from '../networks/network.ts'
import type { Batch, Engine, EngineHost } from './engine.ts'
import { engineOf, engines, type EngineId, type ListedEngine } from './index.ts'

/** Measured speed of an engine on this machine. */
export interface EngineReading {
  readonly id: EngineId
  /** Rows a second, or null where it cannot run here. */
  readonly trainRowsPerSecond: number | null
  readonly scoreRowsPerSecond: number | null
  readonly problem: string | null
  /** Floating-point operations a second of a plain matrix product of these kernels, on as many threads; null of others. */
  readonly peakFlops?: number | null
  /** Threads that it trained on; absent is one, or a GPU. */
  readonly threads?: number
  /** It was not measured because its worker hung or crashed: whether it can run here is not known. */
  readonly isLost?: boolean
}

export interface Choice {
  readonly id: EngineId
  /** One sentence for the person. */
  readonly why: string
}

/**
 * The automatic choice of an engine: those that repeat bit for bit, in the order of the catalogue, then the last resort. Measured
 * speeds do not affect the choice, so they change no result.
 */
const UNCHOSEN: readonly EngineId[] = [
  ...engines.filter(({ reproducible }) => reproducible).map(({ id }) => id),
  ...engines.filter(({ isLastResort }: ListedEngine) => isLastResort).map(({ id }) => id),
]
/** How many times as fast an engine has to train to be named beside the one that is taken. */
const NOTEWORTHY = 1.1
const FIRST_BATCH = 32
const LARGEST_BATCH = 8192
const BATCH_MS = 50
const LIMIT_MS = 500
const TURNS = 3

/** A smaller network of the same form as the default DCN-V2, quick to set up on any machine. */
export const probe: Network = {
  numeric: 8,
  fields: Array.from({ length: 12 }, (_, i) => ({ id: `c${i}`, vocabulary: 200, embedded: true })),
  embedding: 8,
  wide: false,
  cross: { layers: 2, rank: null },
  deep: { hidden: [64, 32], dropout: 0 },
  arrangement: 'parallel',
}

/**
 * Trains, then scores, one batch of 32, doubled while it takes under 50 ms, the best of three turns, half a second each
 * after warm-up; never throws: a kind that cannot run here answers with its problem.
 */
export async function measureEngine(kind: ListedEngine, host: EngineHost & { now(): number }): Promise<EngineReading> {
  let engine: Engine | null = null
  try {
    engine = await kind.start(host)
    const rates = await ratesOf(engine, () => host.now())
    return { id: kind.id, ...rates, problem: null }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { id: kind.id, trainRowsPerSecond: null, scoreRowsPerSecond: null, problem }
  } finally {
    engine?.dispose()
  }
}

/** Whether a measurement shows that its engine cannot run here; one whose worker was lost meanwhile does not show it. */
export function cannotRun({ problem, isLost }: EngineReading): boolean {
  return problem !== null && !isLost
}

/**
 * The automatic choice: the first engine that can run here of those that repeat bit for bit. It trains, and scores all rows that
 * decide something. The sentence names its rate and a faster engine, but rates do not affect the choice.
 */
export function pickEngine(readings: readonly EngineReading[]): Choice {
  const id = firstOf(UNCHOSEN, readings)
  const rate = rateOf(id, readings)
  const trained = rate === null ? '' : `; it trained ${inWords(rate)} rows/s here`
  if (!engineOf(id).reproducible) return { id, why: `no engine that repeats bit for bit can run here${trained}` }
  return { id, why: `its runs repeat bit for bit${trained}${fasterOne(id, readings)}` }
}

/** The engine that replaces a lost one: the automatic choice among the others. */
export function fallbackOf(lost: EngineId, readings: readonly EngineReading[]): EngineId {
  return firstOf(
    UNCHOSEN.filter((id) => id !== lost),
    readings
  )
}

/**
 * The engine to use after this many failures in a row. An engine that repeats bit for bit is tried once more, because another engine
 * changes the numbers, and one hung thread does not show that the engine is broken. Any other lost engine is replaced at once.
 */
export function engineAfter(
  engine: EngineId,
  { isLost, failures }: { readonly isLost: boolean; readonly failures: number },
  readings: readonly EngineReading[]
): EngineId {
  const mayStay = !isLost || engineOf(engine).reproducible
  return mayStay && failures === 1 ? engine : fallbackOf(engine, readings)
}

/** Speed and reproducibility of training on an engine against the automatic choice, in words. */
export function tradeOf(id: EngineId, readings: readonly EngineReading[]): string {
  const { reproducible, givesUp } = engineOf(id)
  if (reproducible) return 'its runs repeat bit for bit'
  const auto = pickEngine(readings).id
  const [own, other] = [rateOf(id, readings), rateOf(auto, readings)]
  const gain =
    own === null || other === null
      ? ''
      : `it trained ${inWords(own / other)} times as fast as ${engineOf(auto).short} here, but `
  return `${gain}${givesUp}`
}

function firstOf(ids: readonly EngineId[], readings: readonly EngineReading[]): EngineId {
  const impossible = readings.filter(cannotRun)
  return ids.find((id) => !impossible.some((reading) => reading.id === id)) ?? ids[ids.length - 1]
}

/** Another engine that trained faster, and what it gives up; empty where none did. */
function fasterOne(id: EngineId, readings: readonly EngineReading[]): string {
  const own = rateOf(id, readings)
  const rates = readings.map((reading) => reading.trainRowsPerSecond ?? 0)
  const rate = Math.max(0, ...rates)
  if (own === null || rate < NOTEWORTHY * own) return ''
  const other = engineOf(readings[rates.indexOf(rate)].id)
  return `; ${other.short} trained ${inWords(rate / own)} times as fast, but ${other.givesUp}: it has to be chosen`
}

function rateOf(id: EngineId, readings: readonly EngineReading[]): number | null {
  return readings.find((reading) => reading.id === id)?.trainRowsPerSecond ?? null
}

async function ratesOf(engine: Engine, now: () => number) {
  const random = Random.of(1)
  const trainee = engine.open(probe, initialState(probe, random, 0.03))
  const logits = new Float32Array(LARGEST_BATCH)
  const train = async (batch: Batch): Promise<void> => {
    await trainee.train(batch, { rate: 1e-3, l2: 0, lazy: true })
    await trainee.loss()
  }
  try {
    return {
      trainRowsPerSecond: await bestRate(train, random, now),
      scoreRowsPerSecond: await bestRate((batch) => trainee.score(batch, logits, 0), random, now),
      peakFlops: trainee.peakFlops?.(now) ?? null,
      threads: trainee.threads,
    }
  } finally {
    trainee.dispose()
  }
}

/** Rows a second at the batch size that does best. */
async function bestRate(work: (batch: Batch) => Promise<void>, random: Random, now: () => number): Promise<number> {
  let best = 0
  const started = now()
  for (let rows = FIRST_BATCH; rows <= LARGEST_BATCH; rows *= 2) {
    const batch = probeBatch(rows, random)
    // The first call of a shape compiles shaders on a GPU.
    await work(batch)
    let shortest = Infinity
    for (let turn = 0; turn < TURNS && shortest > 0; turn++) {
      const before = now()
      await work(batch)
      shortest = Math.min(shortest, now() - before)
      if (now() - started > LIMIT_MS) break
    }
    best = Math.max(best, perSecond(rows, shortest))
    if (shortest >= BATCH_MS || 2 * (now() - started) > LIMIT_MS) break
  }
  return Math.round(best)
}

function probeBatch(rows: number, random: Random): Batch {
  const offsets = fieldOffsets(probe)
  const fields = probe.fields.length
  const numeric = new Float32Array(rows * probe.numeric)
  random.normals(numeric)
  const codes = Int32Array.from(
    { length: rows * fields },
    (_, i) => offsets[i % fields] + random.below(probe.fields[i % fields].vocabulary)
  )
  const labels = Float32Array.from({ length: rows }, () => (random.uniform() < 0.03 ? 1 : 0))
  return { rows, numeric, codes, labels, weights: null }
}

function perSecond(rows: number, ms: number): number {
  return (1000 * rows) / Math.max(ms, 0.01)
}

function inWords(rate: number): string {
  return rate.toLocaleString('en-GB', { maximumSignificantDigits: 2 })
}
