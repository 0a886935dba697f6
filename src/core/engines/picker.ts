import { Random } from '../kernel/random.ts'
import { initialState } from '../networks/initial.ts'
import { fieldOffsets, type Network } from '../networks/network.ts'
import type { Batch, Engine, EngineHost, EngineId, EngineKind } from './engine.ts'

/** How fast an engine proved here. */
export interface EngineReading {
  readonly id: EngineId
  /** What people call it. */
  readonly name?: string
  /** Rows a second, or null where it cannot run here. */
  readonly trainRowsPerSecond: number | null
  readonly scoreRowsPerSecond: number | null
  readonly problem: string | null
  /** Floating-point operations a second of a plain matrix product of these kernels, on as many threads; null of others. */
  readonly peakFlops?: number | null
  /** Threads that it trained on; absent is one, or a GPU. */
  readonly threads?: number
  /** Whether it gives the same bytes on every machine. */
  readonly reproducible?: boolean
}

export interface Choice {
  readonly id: EngineId
  /** One sentence for the person. */
  readonly why: string
}

/** What runs everywhere, the fastest first. */
const LAST_RESORTS: readonly EngineId[] = ['fused', 'tfjs-wasm', 'tfjs-cpu']
/**
 * How many times as fast an engine has to train for runs to give up repeating bit for bit: more than fused multiply-add
 * can give, and than one reading is off from the next.
 */
const WORTH = 2
const FIRST_BATCH = 32
const LARGEST_BATCH = 8192
const BATCH_MS = 50
const LIMIT_MS = 500
const TURNS = 3

/** A small cousin of the default DCN-V2, quick to set up anywhere. */
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
export async function measureEngine(kind: EngineKind, host: EngineHost & { now(): number }): Promise<EngineReading> {
  let engine: Engine | null = null
  try {
    engine = await kind.start(host)
    const rates = await ratesOf(engine, () => host.now())
    return { id: kind.id, name: kind.short, ...rates, problem: null, reproducible: kind.reproducible }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { id: kind.id, trainRowsPerSecond: null, scoreRowsPerSecond: null, problem }
  } finally {
    engine?.dispose()
  }
}

/**
 * The engine that trains fastest of those measured, but that one which repeats bit for bit gives way only to one that is
 * twice as fast; `fused` where nothing was measured.
 */
export function pickEngine(readings: readonly EngineReading[]): Choice {
  const all = ranked(readings)
  const [fastest] = all
  if (!fastest) return { id: LAST_RESORTS[0], why: 'nothing was measured yet, and this one runs almost everywhere' }
  const exact = all.find(({ reproducible }) => reproducible)
  const best = exact && WORTH * exact.trainRowsPerSecond >= fastest.trainRowsPerSecond ? exact : fastest
  const rate = `${inWords(best.trainRowsPerSecond)} rows/s`
  const next = all.find((reading) => reading !== best)
  if (!next) return { id: best.id, why: `it is the only one that runs here, at ${rate}` }
  const beside = `${next.name ?? next.id} ${inWords(next.trainRowsPerSecond)}`
  if (best === fastest) return { id: best.id, why: `it trained ${rate} here, ${beside}` }
  return { id: best.id, why: `it trained ${rate} here, ${beside}, but its runs repeat bit for bit` }
}

/** Where to go on after an engine is lost: the next best measured, else what runs everywhere. */
export function fallbackOf(lost: EngineId, readings: readonly EngineReading[]): EngineId {
  const better = ranked(readings).filter((reading) => reading.id !== lost)
  if (better.length) return better[0].id
  return LAST_RESORTS.find((id) => id !== lost) ?? 'tfjs-cpu'
}

type Measured = EngineReading & { readonly trainRowsPerSecond: number }

function ranked(readings: readonly EngineReading[]): Measured[] {
  return readings
    .filter((reading): reading is Measured => reading.trainRowsPerSecond !== null)
    .sort((a, b) => b.trainRowsPerSecond - a.trainRowsPerSecond)
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
