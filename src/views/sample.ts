import type { View } from './view.ts'

export const view = {
  id: 'sample',
  label: 'First rows',
  help:
    'The table as it is drawn, before any encoding. An empty cell is a missing value; the truth stands beside the label ' +
    'for you to see and is never shown to a model.',
  needs: 'data',
} as const satisfies View
