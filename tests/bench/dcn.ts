import type { Batch, Trainee } from '../../src/core/engines/engine.ts'
import { engineOf } from '../../src/core/engines/index.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { initialState } from '../../src/core/networks/initial.ts'
import { fieldOffsets, type Network } from '../../src/core/networks/network.ts'
import { nodeTfjs } from '../../src/headless/tfjs-host.ts'

const vocabulary = 1000

/** DCN-V2 as peers.py has it: 104 inputs, two full cross layers beside 64-32. */
export const network: Network = {
  numeric: 8,
  fields: Array.from({ length: 12 }, (_, i) => ({ id: `field ${i}`, vocabulary, embedded: true })),
  embedding: 8,
  wide: false,
  cross: { layers: 2, rank: null },
  deep: { hidden: [64, 32], dropout: 0 },
  arrangement: 'parallel',
}

/** The network at work on an engine, from fresh weights. */
export async function openDcn(engine: string): Promise<{ trainee: Trainee; dispose(): void }> {
  const started = await engineOf(engine).start({ tfjs: nodeTfjs })
  const trainee = started.open(network, initialState(network, Random.of(3), 0.03))
  return {
    trainee,
    dispose() {
      trainee.dispose()
      started.dispose()
    },
  }
}

export function randomBatch(rows: number, seed: number): Batch {
  const random = Random.of(seed)
  const offsets = fieldOffsets(network)
  const numeric = new Float32Array(rows * network.numeric)
  random.normals(numeric)
  return {
    rows,
    numeric,
    codes: Int32Array.from(
      { length: rows * offsets.length },
      (_, i) => offsets[i % offsets.length] + random.below(vocabulary)
    ),
    labels: Float32Array.from({ length: rows }, () => (random.uniform() < 0.03 ? 1 : 0)),
    weights: null,
  }
}
