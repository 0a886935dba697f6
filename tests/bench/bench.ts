/** One measured thing: one file exporting one of these, one line in the catalogue. */
export interface Bench {
  readonly id: string
  readonly label: string
  /** What a rate counts a second of. */
  readonly unit: string
  /** Name of the same work in peers.py; null where no usual tool does it. */
  readonly peer: string | null
  /** Makes everything the timed part needs. */
  prepare(): Promise<Prepared> | Prepared
}

export interface Prepared {
  /** The timed part; gives how many units it did. */
  run(): Promise<number> | number
  /** Figures that are not rates, to print beside it. */
  readonly facts?: Readonly<Record<string, number>>
  dispose?(): void
}
