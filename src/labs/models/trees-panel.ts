import { loadWith } from '../../views/loading.ts'

/** What is inside trees comes when a run has some: the first page to be seen goes without it. */
export const treesPanel = () => loadWith(() => import('./TreesPanel.svelte'), ['rounds', 'importance', 'trees'])
