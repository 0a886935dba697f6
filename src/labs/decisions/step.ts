import type { Step } from '../step.ts'

export const decisions: Step = {
  id: 'decisions',
  label: 'Decisions',
  group: 'Judge',
  views: ['value', 'cost', 'alerts', 'gains', 'confusion', 'examples', 'why', 'slices', 'intervals'],
  load: () => import('./DecisionsPage.svelte'),
}
