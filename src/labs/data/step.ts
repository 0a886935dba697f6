import type { Step } from '../step.ts'

export const data: Step = {
  id: 'data',
  label: 'Data',
  group: 'Build',
  views: ['truth', 'position', 'hours', 'fields', 'numbers', 'missing', 'sample', 'audit'],
  load: () => import('./DataPage.svelte'),
}
