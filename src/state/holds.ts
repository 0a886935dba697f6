interface Run {
  readonly spec: { readonly id: string }
}

/** The owner of models in memory, which releases those without a hold. */
interface Memory {
  releaseLoose(isHeld: (runId: string) => boolean): void
}

/** Counts the holds on each model in memory: a model without one is released. */
export class Holds {
  private readonly byHolder = new Map<string, () => readonly Run[]>()
  private readonly memories: readonly Memory[]

  constructor(memories: readonly Memory[], race: () => readonly Run[]) {
    this.memories = memories
    this.byHolder.set('race', race)
  }

  /** From now on the holder needs these runs' models, and none that it held before. */
  hold(holder: string, runs: readonly Run[]): void {
    this.byHolder.set(holder, () => runs)
    this.settle()
  }

  /** Releases what is not held now. */
  settle(): void {
    for (const memory of this.memories) memory.releaseLoose((id) => this.holdersOf(id).length > 0)
  }

  holdersOf(runId: string): readonly string[] {
    return [...this.byHolder].flatMap(([holder, runs]) =>
      runs().some(({ spec }) => spec.id === runId) ? [holder] : []
    )
  }
}
