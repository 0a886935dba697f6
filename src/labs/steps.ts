import type { Step } from '../scenarios/scenario.ts'

/** The spine of every scenario; a step without an id comes later. */
export const steps: readonly { readonly id: Step | null; readonly label: string }[] = [
  { id: null, label: 'Requirements' },
  { id: null, label: 'Framing' },
  { id: 'data', label: 'Data' },
  { id: 'models', label: 'Models' },
  { id: 'evaluation', label: 'Evaluation' },
  { id: 'decisions', label: 'Decisions' },
  { id: null, label: 'Serving' },
  { id: 'operation', label: 'Operation' },
]
