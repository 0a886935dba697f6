/** One measured thing: one file exporting one of these, one line in the catalogue. */
export interface Bench {
  readonly id: string
  readonly label: string
  /** What a rate counts a second of. */
  readonly unit: string
  readonly ours: Start
  /** The usual tools at the same work, the main one first. */
  readonly peers: readonly Start[]
  /** Further ways of ours, by the name of the fact that their rate becomes. */
  readonly further?: Readonly<Record<string, Start>>
  /** Floating-point operations of one unit. */
  readonly flops?: number
}

/** Makes everything the timed part needs. @throws one line saying why it cannot be had here */
export type Start = () => Promise<Contender>

/** Somebody ready to do the work again and again. */
export interface Contender {
  readonly name: string
  /** Units a second of one run. */
  rate(): Promise<number>
  /** Figures that are not rates, to print beside it. */
  readonly facts?: Facts
  stop?(): Promise<void> | void
}

export type Facts = Readonly<Record<string, number | string>>
