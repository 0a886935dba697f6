import type { NetworkState, ScoringNetwork, Trainee } from '../engines/engine.ts'
import type { EngineId } from '../engines/index.ts'
import { TURNS, type Turn } from '../engines/scoring-choice.ts'
import type { Encoder } from '../features/encoder.ts'
import type { Table } from '../kernel/table.ts'
import type { Network } from '../networks/network.ts'
import { scoreRows } from './score-rows.ts'
import type { ScoredBy } from '../training/run.ts'
import { agree, placesAtEdges, type Edge } from './edges.ts'
import type { GpuHost, GpuKeeper } from './gpus.ts'
import type { Reader, Scorer } from './scorer.ts'

export interface LargeJob {
  readonly network: Network
  readonly state: NetworkState
  readonly encoder: Encoder
  /** The same network on the processor, and the engine that it is on. */
  readonly trainee: Trainee
  readonly engine: EngineId
  readonly gpus: GpuKeeper
  readonly host: Pick<GpuHost, 'busy'> & { now(): number; yieldToMessages(): Promise<void> }
}

/** Rows of a part, and the logits that belong to them. */
interface Part {
  readonly table: Table
  readonly rows: Uint32Array
  readonly out: Float32Array
  readonly atTop: boolean
}

/** Scores parts of large tables that decide nothing, on a GPU where that is twice as fast and agrees with the processor. */
export interface LargeScorer {
  /** Who did it; null where the table is not large: then nothing was written. */
  score(part: Part, edges: () => readonly Edge[]): Promise<ScoredBy | null>
  dispose(): void
}

/** Rows spread over the part that the processor scores too: the GPU's scores are accepted where both agree, before and after. */
const CHECKED_ROWS = 4096
/** Rows of a turn, the first of the part: few beside it, and several batches, since one is encoded while another is scored. */
const TURN_ROWS = 32_768
const GPU_BATCH_ROWS = 8_192
const TRIAL_LIMIT_MS = 60_000

export function largeScorer({ network, state, encoder, trainee, engine, gpus, host }: LargeJob): LargeScorer {
  const key = JSON.stringify(network)
  let opened: ScoringNetwork | null = null

  /** Null where the processor is to score, as `gpus.choices` says why. */
  async function onGpu(part: Part, edges: () => readonly Edge[]): Promise<ScoredBy | null> {
    const known = gpus.choices.get(key)
    if (known && !known.isGpu) return null
    const { kind, gpu } = await gpus.start()
    host.busy('trying the graphics card', TRIAL_LIMIT_MS)
    const scorer = (opened ??= gpu.open(network, state))
    const checked = spread(part.rows.length, CHECKED_ROWS)
    const sample = await scoredBy(trainee, part, checked)
    const checks = (logits: Float32Array): void => {
      const place = logits.findIndex((logit, i) => !agree(logit, sample[i]))
      if (place < 0) return
      throw new Error(`${kind.short} gave wrong numbers: a logit of ${logits[place]} instead of ${sample[place]}`)
    }
    checks(await scoredBy(scorer, part, checked))
    const choice = known ?? gpus.rules.choose(await turnsOf(scorer, part))
    gpus.choices.set(key, choice)
    if (!choice.isGpu) return null
    await rowsBy(scorer, part)
    checks(Float32Array.from(checked, (place) => part.out[place]))
    await settle(part, edges())
    return { engine: kind.id, why: choice.why }
  }

  /** Which side of an edge a row falls on is as the processor says. */
  async function settle(part: Part, edges: readonly Edge[]): Promise<void> {
    const places = placesAtEdges(part.out, edges)
    const logits = await scoredBy(trainee, part, places)
    places.forEach((place, i) => (part.out[place] = logits[i]))
  }

  async function turnsOf(gpu: ScoringNetwork, { table, rows, atTop }: Part): Promise<readonly Turn[]> {
    const few = rows.subarray(0, TURN_ROWS)
    const part = { table, rows: few, out: new Float32Array(few.length), atTop }
    const rateOf = async (who: Pick<Trainee, 'score'>): Promise<number> => {
      const started = host.now()
      await rowsBy(who, part)
      return (1000 * few.length) / Math.max(0.01, host.now() - started)
    }
    const turns: Turn[] = []
    for (let turn = 0; turn < TURNS; turn++) turns.push({ processor: await rateOf(trainee), gpu: await rateOf(gpu) })
    return turns
  }

  async function scoredBy(who: Pick<Trainee, 'score'>, { table, rows, atTop }: Part, places: Uint32Array) {
    const out = new Float32Array(places.length)
    await rowsBy(who, { table, rows: places.map((place) => rows[place]), out, atTop })
    return out
  }

  function rowsBy(who: Pick<Trainee, 'score'>, part: Part): Promise<void> {
    const batchRows = who === trainee ? undefined : GPU_BATCH_ROWS
    return scoreRows({ ...part, trainee: who, encoder, batchRows, yieldToMessages: () => host.yieldToMessages() })
  }

  function close(): void {
    opened?.dispose()
    opened = null
  }

  return {
    async score(part, edges) {
      if (part.table.rows < gpus.rules.leastRows) return null
      try {
        const by = await onGpu(part, edges)
        if (by) return by
      } catch (error) {
        gpus.choices.set(key, { isGpu: false, why: (error as Error).message })
      }
      close()
      await rowsBy(trainee, part)
      return { engine, why: gpus.choices.get(key)?.why ?? '' }
    },
    dispose: close,
  }
}

/** A scorer, whose test part of a large table `large` may take. */
export function withLargeScorer({ logits, dispose }: Scorer, large: LargeScorer): Scorer {
  return {
    logits,
    reader: (edges) => readerOf(large, logits, edges),
    dispose() {
      large.dispose()
      dispose()
    },
  }
}

function readerOf(large: LargeScorer, logits: Scorer['logits'], edges: () => readonly Edge[]): Reader {
  let by: ScoredBy | null = null
  return {
    get by() {
      return by
    },
    async logits(table, rows, out, atTop) {
      by = await large.score({ table, rows, out, atTop }, edges)
      if (!by) await logits(table, rows, out, atTop)
    },
  }
}

/** So many places below `length`, evenly spread; each of them where there are no more. */
function spread(length: number, most: number): Uint32Array {
  const count = Math.min(length, most)
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * length) / count))
}
