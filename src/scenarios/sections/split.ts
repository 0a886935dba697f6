import { datasetOf } from '../../../datasets/index.ts'
import { rowSettings } from '../../core/training/row-settings.ts'
import type { SplitSettings } from '../../core/training/split-knobs.ts'
import { section, type Section } from './section.ts'

/** How rows are split into training, validation and test. */
export const split: Section<'split', SplitSettings> = section({
  id: 'split',
  label: 'Split',
  step: 'data',
  isFlat: true,
  recipe: 'split',
  isOfPresets: true,
  movesNumbers: true,
  knobs: ({ dataset }) => rowSettings.split.knobs(datasetOf(dataset)),
})
