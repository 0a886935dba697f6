import type { View } from '../view.ts'

export const view = {
  id: 'runs',
  label: 'Runs',
  help:
    'Every training so far, with the settings that differ and the change of each metric, on the rows and labels that the page is about. A repeat is the mean ' +
    'of its seeds and half their range (±). Differences are against the pinned run; grey ones are no larger than a change of seed alone makes, as far as a repeat has shown.',
  needs: 'runs',
} as const satisfies View
