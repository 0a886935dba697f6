import { datasetOf } from '../../../datasets/index.ts'
import type { Knobs, Settings } from '../../core/kernel/knobs.ts'
import { rowSettings } from '../../core/training/row-settings.ts'
import { section, type Section } from './section.ts'

/** How the rows come into being. */
export const world: Section<'world', Settings> = section({
  id: 'world',
  label: 'World',
  heading: ({ dataset }) => datasetOf(dataset).label,
  step: 'data',
  isFlat: true,
  recipe: 'settings',
  isOfPresets: true,
  movesNumbers: true,
  knobs: ({ dataset }): Knobs => rowSettings.settings.knobs(datasetOf(dataset)),
})
