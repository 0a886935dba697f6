import type { Bench, Contender, Facts, Start } from './bench.ts'
import { createPauses } from './idle.ts'

const LIMIT_MS = 180_000

export interface Comparison {
  readonly id: string
  readonly label: string
  readonly unit: string
  /** Median units a second; null where `problem` says why. */
  readonly ours: number | null
  readonly problem?: string
  /** Name of the main peer, or why there is none. */
  readonly peer: string
  readonly theirs: number | null
  /** Ours over theirs: above 1 ours is faster, always. */
  readonly ratio: number | null
  readonly others: readonly Pick<Comparison, 'peer' | 'theirs' | 'ratio'>[]
  readonly facts: Facts
}

/** Runs ours and the peers by turns, so that all meet the same minutes of the machine; the first of each is not counted. */
export async function compare(bench: Bench, runs: number): Promise<Comparison> {
  const lanes: Lane[] = []
  for (const start of [bench.ours, ...bench.peers, ...Object.values(bench.further ?? {})])
    lanes.push(await enter(start))
  const pauses = createPauses()
  for (let run = 0; run <= runs; run++)
    for (const lane of lanes.filter(({ problem }) => !problem)) {
      await pauses.take()
      await takeTurn(lane, run > 0)
    }
  for (const { contender } of lanes) await contender?.stop?.()
  const [our, ...rest] = lanes
  const ours = resultOf(our)
  const [main, ...others] = rest.slice(0, bench.peers.length).map((lane) => against(ours, lane))
  return {
    id: bench.id,
    label: bench.label,
    unit: `${bench.unit}/s`,
    ours,
    ...(our.problem && { problem: our.problem }),
    ...(main ?? { peer: 'none', theirs: null, ratio: null }),
    others,
    facts: {
      ...factsOf(bench, ours, rest.slice(bench.peers.length)),
      ...our.contender?.facts,
      'busy with other work': pauses.busyShare(),
    },
  }
}

interface Lane {
  readonly contender: Contender | null
  readonly rates: number[]
  problem: string
}

async function enter(start: Start): Promise<Lane> {
  try {
    return { contender: await withinLimit(start()), rates: [], problem: '' }
  } catch (error) {
    return { contender: null, rates: [], problem: messageOf(error) }
  }
}

async function takeTurn(lane: Lane, counts: boolean): Promise<void> {
  if (!lane.contender) return
  try {
    const rate = await withinLimit(lane.contender.rate())
    if (counts) lane.rates.push(rate)
  } catch (error) {
    lane.problem = messageOf(error)
  }
}

function against(ours: number | null, lane: Lane): Comparison['others'][number] {
  const theirs = resultOf(lane)
  const name = lane.contender ? `${lane.contender.name}: ` : ''
  return {
    peer: lane.problem ? `peer absent: ${name}${lane.problem}` : (lane.contender?.name ?? ''),
    theirs,
    ratio: ours === null || theirs === null ? null : ours / theirs,
  }
}

function factsOf(bench: Bench, ours: number | null, further: readonly Lane[]): Facts {
  const names = Object.keys(bench.further ?? {})
  return {
    ...(bench.flops && ours !== null && { 'GFLOP/s': (bench.flops * ours) / 1e9 }),
    ...Object.fromEntries(further.map((lane, i) => [names[i], resultOf(lane) ?? lane.problem])),
  }
}

function resultOf({ rates, problem }: Lane): number | null {
  if (problem) return null
  const sorted = rates.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS / 1000} s`)), LIMIT_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
