import type { EngineId } from '../../../src/core/engines/index.ts'
import type { Network } from '../../../src/core/networks/network.ts'
import type { Facts } from '../bench.ts'

/** What a worker is asked to do, by one of our engines or by onnxruntime-web. */
export type Work = Training | Scoring | LargeTable | OnnxScoring | Boosting

export interface Training {
  readonly does: 'train'
  readonly engine: EngineId
  readonly network: Network
  readonly batchSize: number
}

export interface Scoring {
  readonly does: 'score'
  readonly engine: EngineId
  readonly network: Network
  /** Opened for training, so not laid out for scoring alone. */
  readonly unfrozen?: boolean
}

/** Rows of a table as the lab scores those of a large part: encoded while those before are scored. */
export interface LargeTable {
  readonly does: 'score table'
  readonly engine: EngineId
  readonly model: string
  readonly rows: number
}

export interface OnnxScoring {
  readonly does: 'score'
  readonly onnx: 'wasm' | 'webgpu'
  readonly network: Network
}

export interface Boosting {
  readonly does: 'boost'
  readonly rows: number
  readonly columns: number
  readonly trees: number
  /** Threads, the calling one included; all there are where it is left out. */
  readonly threads?: number
}

/** The contender as the page has it: started once, then timed by turns. */
export interface ContenderApi {
  /** @throws one line saying why it cannot run here */
  start(work: Work): Promise<{ readonly name: string; readonly facts: Facts }>
  /** Rows a second of one run. */
  rate(): Promise<number>
}
