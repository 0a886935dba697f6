import type { Measured } from '../metrics/metric.ts'
import type { Best, ModelState } from './run.ts'

/** A training under way: what its learner alone knows of it. The rest, from pausing to early stopping, is `train`'s. */
export interface Course<S extends ModelState = ModelState> {
  /** What trains, to begin a sentence: `L-BFGS`. */
  readonly name: string
  /** What the learning rate is called and where it begins; null where there is none to change. */
  readonly rate: { readonly name: string; readonly first: number } | null
  readonly rowsSeen: number
  /** Rows seen at its end, or at most, where the end is not known yet. */
  readonly rowsTotal: number
  /** Epoch or round of the last step, from 1. */
  readonly epoch: number
  isDone(): boolean
  /** Rows that the last step read. */
  readonly cost: number
  /** Rows seen after which validation is measured, ascending; the end is measured anyway. */
  readonly points: readonly number[]
  /** Steps between two progress events. */
  readonly stepsPerProgress: number
  /** One batch, round or pass. Called for each batch of a network: it allocates nothing, and is awaited once. */
  advance(rate: number): Promise<void> | void
  /** Mean log loss of the rows trained on since the last call. */
  loss(): Promise<number> | number
  /** Why this loss says that the training has exploded; null where it has not. Left out where none can. */
  explosion?(loss: number): string | null
  /** Whether a state can be gone on from; left out where each can. */
  isSound?(state: S): boolean
  /** What has been learnt so far, a copy. */
  state(): Promise<S> | S
  /** Where it stands, if that is more than its state: it goes on from there. */
  place?(): object
  /** Measures it on validation. */
  measure(): Promise<Measured>
  /** What is done by what validation says; null where nothing is. */
  readonly watch: Watch<S> | null
  limitThreads?(count: number): void
  /** How far it has come: `3 rounds`. */
  said(): string
  /** What it came to at its end. */
  ending(): string
}

/** How validation decides what is kept, and when to stop. */
export interface Watch<S extends ModelState = ModelState> {
  /** How long to wait for a better validation log loss; 0 never stops early and keeps the last. */
  readonly patience: number
  /** Validation log loss of whoever always says the base rate; null where too few positives are there to tell a trend. */
  readonly trivial: number | null
  /** What to keep of a state that is the best so far; null where a later state still holds it. */
  keep(state: S): Float32Array | null
  /** How long there was none better, as patience counts. */
  waited(best: Best, sinceBest: number): number
  /** `4 rounds; kept the first 12`: how long there was none better, and what is kept. */
  saidOf(best: Best, sinceBest: number): string
}
