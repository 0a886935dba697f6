import type { View } from '../view.ts'

export const view = {
  id: 'runs',
  label: 'Runs',
  help:
    'Every training so far, with what sets it apart and what that did, on the rows and labels that the page is about. A repeat is the mean ' +
    'of its seeds and half of what they are apart (±). Differences are against the pinned run; grey ones ' +
    'lie inside what another seed alone would change, as far as a repeat has shown it.',
  needs: 'runs',
} as const satisfies View
