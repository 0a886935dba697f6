import type { Step } from '../step.ts'

export const evaluation: Step = {
  id: 'evaluation',
  label: 'Evaluation',
  group: 'Judge',
  views: ['pr', 'roc', 'calibration', 'histogram', 'tradeoff', 'slices', 'intervals', 'published'],
  load: () => import('./EvaluationPage.svelte'),
}
