import type { Command } from 'commander'

/** What `sim` can do: one file exporting one of these, one line in the catalogue. */
export interface Verb {
  readonly name: string
  /** One line, without its full stop. */
  readonly summary: string
  /** Adds arguments and flags to its command, and what it does. Help, version and errors come by themselves. */
  declare(command: Command): void
}
