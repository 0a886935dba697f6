import type { Random } from '../kernel/random.ts'
import type { Batch } from '../networks/batch.ts'
import type { Network } from '../networks/network.ts'
import type { NetworkState } from '../networks/state.ts'
import type { KernelHost } from '../threads/kernel-host.ts'

export type { Batch, NetworkState }

/** A sort of engine: one file, one line in the catalogue. Nothing heavy is imported before `start`. */
export interface EngineKind {
  readonly id: string
  readonly label: string
  /** Where there is little room. */
  readonly short: string
  readonly help: string
  /** Whether the same weights and batches give the same bytes on every machine. */
  readonly reproducible: boolean
  /** What a run on it gives up against one that repeats bit for bit, to follow a comma or a "but"; empty where it repeats. */
  readonly givesUp: string
  /** Id of the engine whose kernels it trains with, where it only scores by its own. */
  readonly trainsAs?: string
  /** It needs nothing but JavaScript, so it trains where nothing that repeats bit for bit can run. */
  readonly isLastResort?: true
  /** @throws one line saying why it cannot run here */
  start(host: EngineHost): Promise<Engine>
  /** Starts what scores on a GPU, for networks that another engine trained; left out where there is none. @throws as `start` */
  readonly startScoring?: (host: EngineHost) => Promise<ScoringGpu>
}

/** A GPU that scores networks which were trained elsewhere. */
export interface ScoringGpu {
  /** @throws one line where the network does not fit */
  open(network: Network, state: NetworkState): ScoringNetwork
}

/** A network on it; `score` rejects with EngineLost where the GPU is lost or refuses. */
export type ScoringNetwork = Pick<Trainee, 'score' | 'dispose'>

/** What the platform hands to engines. */
export interface EngineHost extends KernelHost {
  /** tfjs with this backend ready. @throws where the backend cannot start */
  tfjs(backend: 'cpu' | 'wasm' | 'webgl' | 'webgpu'): Promise<typeof import('@tensorflow/tfjs-core')>
  /** The GPU, for engines that write their own shaders. */
  readonly gpu: GPU | null
}

export interface Engine {
  readonly id: string
  /**
   * Puts a network to work, from these weights.
   * @throws one line with the bytes needed where they cannot be had
   */
  open(network: Network, state: NetworkState, options?: OpenOptions): Trainee
  /** Settles with the reason when the engine is lost (a GPU context gone, a device destroyed); never rejects. */
  readonly lost: Promise<string>
  dispose(): void
}

export interface OpenOptions {
  /** Where dropout draws from. */
  readonly random?: Random
  /** The weights stay as they are: it only scores, and may be laid out for that. */
  readonly frozen?: boolean
}

/** One network at work on an engine. */
export interface Trainee {
  /** One Adam step on a batch; what it costs is seen by `loss`. Shapes as in Batch. */
  train(batch: Batch, step: StepSettings): Promise<void> | void
  /**
   * Mean log loss of the rows trained since the last call, Σ w · loss / Σ w where rows have weights; waits for the device.
   * Neither regularisation nor `focal` is in it, so that trainings are comparable. NaN at none.
   */
  loss(): Promise<number>
  /** Writes one logit per row of the batch into `logits` from `at` on; dropout is off. */
  score(batch: Batch, logits: Float32Array, at: number): Promise<void>
  /** A copy of weights and optimiser. */
  state(): Promise<NetworkState>
  /** From now on at most so many threads work for this engine; it changes no result. */
  limitThreads?(count: number): void
  /** Floating-point operations a second of a plain matrix product on as many threads; only of our own kernels. */
  peakFlops?(now: () => number): number
  /** Threads that train, the calling one included; absent is one. */
  readonly threads?: number
  dispose(): void
}

export interface StepSettings {
  /** Adam's learning rate. */
  readonly rate: number
  /** λ of the penalty ½λ‖w‖² on all parameters but biases; lazy, on the touched ones alone. */
  readonly l2: number
  /**
   * Whether embeddings and wide weights of values that are not in the batch stay as they are, moments included (lazy
   * Adam), instead of being moved by what earlier batches left in their moments.
   */
  readonly lazy: boolean
  /**
   * γ ≥ 0 of the focal loss −(1 − p)^γ ln p, p the chance given to the label that came true (Lin et al. 2017, eq. 4; their α
   * is a row weight here); 0, the default, is log loss.
   */
  readonly focal?: number
}
