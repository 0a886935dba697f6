import type { Bench } from './bench.ts'
import { type Peer, startPeer } from './peer.ts'

export interface Comparison {
  readonly id: string
  readonly label: string
  readonly unit: string
  /** Median units a second. */
  readonly ours: number
  readonly theirs: number | null
  /** Name of the peer, or why there is none. */
  readonly peer: string
  /** Ours over theirs: above 1 ours is faster, always. */
  readonly ratio: number | null
  readonly facts: Readonly<Record<string, number>>
}

/** Runs ours and the peer by turns, so that both meet the same minutes of the machine; the first of each is not counted. */
export async function compare(bench: Bench, runs: number): Promise<Comparison> {
  const prepared = await bench.prepare()
  const peer = bench.peer ? await startPeer(bench.peer) : 'none'
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run <= runs; run++) {
    const start = performance.now()
    const units = await prepared.run()
    ours.push((units / (performance.now() - start)) * 1000)
    if (isPeer(peer)) theirs.push(await peer.rate())
  }
  prepared.dispose?.()
  if (isPeer(peer)) peer.stop()
  const [our, their] = [median(ours.slice(1)), isPeer(peer) ? median(theirs.slice(1)) : null]
  return {
    id: bench.id,
    label: bench.label,
    unit: bench.unit,
    ours: our,
    theirs: their,
    peer: isPeer(peer) ? peer.name : bench.peer ? `peer absent: ${peer}` : 'none',
    ratio: their === null ? null : our / their,
    facts: prepared.facts ?? {},
  }
}

function isPeer(peer: Peer | string): peer is Peer {
  return typeof peer !== 'string'
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
