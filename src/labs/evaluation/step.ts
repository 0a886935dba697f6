import type { Step } from '../step.ts'

export const evaluation: Step = {
  id: 'evaluation',
  label: 'Evaluation',
  group: 'Judge',
  views: ['roc', 'pr', 'confusion', 'histogram', 'calibration', 'gap', 'tradeoff'],
  load: () => import('./EvaluationPage.svelte'),
}
