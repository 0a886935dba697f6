import type { Random } from '../kernel/random.ts'
import type { Network } from '../networks/network.ts'

export type EngineId = 'tfjs-wasm' | 'tfjs-webgl' | 'tfjs-webgpu' | 'tfjs-cpu'

/** A sort of engine: one file, one line in the catalogue. Nothing heavy is imported before `start`. */
export interface EngineKind {
  readonly id: EngineId
  readonly label: string
  readonly help: string
  /** Whether the same weights and batches give the same bytes on every machine. */
  readonly reproducible: boolean
  /** @throws one line saying why it cannot run here */
  start(host: EngineHost): Promise<Engine>
}

/** What the platform hands to engines. */
export interface EngineHost {
  /** tfjs with this backend ready. @throws where the backend cannot start */
  tfjs(backend: 'cpu' | 'wasm' | 'webgl' | 'webgpu'): Promise<typeof import('@tensorflow/tfjs-core')>
}

export interface Engine {
  readonly id: EngineId
  /** Puts a network to work, from these weights; `random` is where dropout draws from. */
  open(network: Network, state: NetworkState, random?: Random): Trainee
  /** Settles with the reason when the engine is lost (a GPU context gone, a device destroyed); never rejects. */
  readonly lost: Promise<string>
  dispose(): void
}

/** One network at work on an engine. */
export interface Trainee {
  /** One Adam step on a batch; what it costs is seen by `loss`. Shapes as in Batch. */
  train(batch: Batch, step: StepSettings): Promise<void> | void
  /** Mean log loss of the rows trained since the last call, without regularisation; waits for the device. NaN at none. */
  loss(): Promise<number>
  /** Writes one logit per row of the batch into `logits` from `at` on; dropout is off. */
  score(batch: Batch, logits: Float32Array, at: number): Promise<void>
  /** A copy of weights and optimiser. */
  state(): Promise<NetworkState>
  dispose(): void
}

export interface StepSettings {
  /** Adam's learning rate. */
  readonly rate: number
  /** λ of the penalty ½λ‖w‖² on all parameters but biases. */
  readonly l2: number
}

/** Parameters in the order of `parametersOf`, Adam's moments of the same length, and steps taken. */
export interface NetworkState {
  readonly weights: Float32Array
  readonly firstMoment: Float32Array
  readonly secondMoment: Float32Array
  readonly step: number
}

/** Encoded rows, row-major; arrays may be longer than `rows` needs. */
export interface Batch {
  rows: number
  /** rows × network.numeric */
  readonly numeric: Float32Array
  /** rows × network.fields, global codes (field offset added) */
  readonly codes: Int32Array
  /** 0 or 1 */
  readonly labels: Float32Array
  /** Weight of each row in the loss; null is all ones. */
  readonly weights: Float32Array | null
}
