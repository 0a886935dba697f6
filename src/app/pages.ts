/** Pages that are not the first to be seen come when they are asked for, or while nothing else is done. */
export const pages = {
  data: () => import('../labs/DataPage.svelte'),
  evaluation: () => import('../labs/EvaluationPage.svelte'),
  decisions: () => import('../labs/DecisionsPage.svelte'),
  operation: () => import('../labs/OperationPage.svelte'),
} as const

/** The same for panels. */
export const panels = {
  presets: () => import('./PresetsPanel.svelte'),
  share: () => import('./SharePanel.svelte'),
  teacher: () => import('./TeacherPanel.svelte'),
} as const

/** Fetches all of them ahead, one after the other; what fails is asked for again when it is wanted. */
export async function fetchAhead(): Promise<void> {
  for (const load of [...Object.values(pages), ...Object.values(panels)]) await load().catch(() => undefined)
}
