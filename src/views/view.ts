import type { Component } from 'svelte'

/** One question answered by one picture: its id is what a teacher hides it by. */
export interface View {
  readonly id: string
  readonly label: string
  /** What is drawn, how to read it, and what it hides. */
  readonly help: string
  readonly needs: 'runs' | 'data' | 'windows' | 'engines'
}

/** A picture once it is loaded: what it is, and what draws it. */
export interface ViewModule {
  readonly view: View
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each picture takes props of its own; `PropsOf` says which
  readonly default: Component<any>
}
