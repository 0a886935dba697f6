import type { Step } from '../step.ts'

export const decisions: Step = {
  id: 'decisions',
  label: 'Decisions',
  group: 'Judge',
  views: ['value', 'cost', 'confusion', 'alerts', 'gains', 'examples', 'why'],
  load: () => import('./DecisionsPage.svelte'),
}
