/** Contributions in logits: with the base they add up to `logit`. */
export interface Why {
  readonly row: number
  readonly base: number
  readonly logit: number
  /** The logit with the treatment undone. */
  readonly corrected: number
  readonly contributions: readonly {
    readonly feature: string
    /** As text; empty is missing. */
    readonly value: string
    readonly amount: number
  }[]
}
