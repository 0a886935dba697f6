import type { Step } from '../step.ts'

export const operation: Step = {
  id: 'operation',
  label: 'Operation',
  group: 'Run',
  views: ['drift', 'stability', 'versions'],
  load: () => import('./OperationPage.svelte'),
}
