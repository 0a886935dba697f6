/** Where the lab is kept as a link: the address bar in the page. */
export interface Address {
  hash(): string
  /** The key of the file that the current entry is about, which no link tells. */
  file(): string | null
  /** Writes over the current entry of the history. */
  replace(hash: string, file: string | null): void
  /** Adds an entry, so that Back returns to the one before. */
  push(hash: string, file: string | null): void
  /** Calls back when the reader moved through the history. Returns how to stop listening. */
  onMove(listener: () => void): () => void
}
