import type { View } from '../view.ts'

export const view = {
  id: 'sample',
  label: 'First rows',
  help:
    'The table as it is drawn, before any encoding. An empty cell is a missing value; where the true ' +
    'probability is known, it stands beside the label for you to see, and no model reads it.',
  needs: 'data',
} as const satisfies View
