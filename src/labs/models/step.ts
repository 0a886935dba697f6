import * as gap from '../../views/evaluation/GapView.svelte'
import * as race from '../../views/race/RaceView.svelte'
import { haveView } from '../../views/loading.ts'
import type { Step } from '../step.ts'
import ModelsPage from './ModelsPage.svelte'

// The first page to be seen moves at once: it and what stands at its top are not fetched on demand.
haveView('race', race)
haveView('gap', gap)

export const models: Step = {
  id: 'models',
  label: 'Models',
  group: 'Build',
  views: ['race', 'gap', 'runs', 'engines', 'rounds', 'importance', 'trees'],
  page: ModelsPage,
  load: async () => ({ default: ModelsPage }),
}
