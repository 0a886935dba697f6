/** Something that happens, and any number of listeners that hear of it. */
export class Announcement<Event = void> {
  private readonly listeners = new Set<(event: Event) => void>()

  /** Hears of it from now on; what it returns ends that. */
  hear(listener: (event: Event) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  tell(event: Event): void {
    for (const listener of [...this.listeners]) listener(event)
  }
}
