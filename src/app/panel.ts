import type { RunArchive } from '../state/archive.svelte.ts'
import type { LabState } from '../state/lab.svelte.ts'
import type { ReachedGoals } from '../state/reached.svelte.ts'
import type { TablesState } from '../state/tables.svelte.ts'

/** Panels stand beside the page, one at a time. */
export type PanelId = 'learn' | 'share' | 'teacher' | 'about'

/** What a panel may show, and how it closes itself or opens another in its place. */
export interface PanelProps {
  readonly lab: LabState
  readonly archive: RunArchive
  readonly tables: TablesState
  readonly reached: ReachedGoals
  readonly onclose: () => void
  readonly onpanel: (panel: PanelId) => void
}
