import type { Component } from 'svelte'
import type { DecisionsState } from '../state/decisions.svelte.ts'
import type { LabState } from '../state/lab.svelte.ts'
import type { OwnFileState } from '../state/own-file.svelte.ts'
import type { Parts } from '../state/parts.ts'
import type { RunState } from '../state/run.svelte.ts'
import type { TrafficState } from '../state/traffic.svelte.ts'
import type { ViewId } from '../views/index.ts'

/** What the work of a person is made of; a page takes what it shows. */
export interface Work extends Parts {
  readonly lab: LabState
  readonly traffic: TrafficState
  readonly decisions: DecisionsState
  readonly own: OwnFileState
  /** A race that plays before the reader's own first training. */
  readonly recorded: readonly RunState[]
  /** The same as it ended, for the pictures of finished runs. */
  readonly recordedEnd: readonly RunState[]
  /** Opens a panel beside the page. */
  readonly openPanel: (panel: 'learn' | 'share' | 'teacher') => void
}

/** A page of the spine: a folder with one of these and its page, and one line in `steps.ts`. A scenario lists those that it has. */
export interface Step {
  readonly id: string
  readonly label: string
  /** Where it stands on the spine. */
  readonly group: 'Frame' | 'Build' | 'Judge' | 'Run'
  /** The views whose home it is: each picture has one. */
  readonly views: readonly ViewId[]
  /** Its page, where that is part of the first load. */
  readonly page?: Component<Work>
  load(): Promise<{ readonly default: Component<Work> }>
}
