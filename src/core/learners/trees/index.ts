import { ensembleOf, type Ensemble } from '../../trees/ensemble.ts'
import type { Learner } from '../learner.ts'
import type { FittedTrees } from './fitted.ts'

/** Boosted trees, grown round by round on raw columns. */
export const trees: Learner<FittedTrees, Ensemble> = {
  id: 'trees',
  learns: 'trees',
  trainedBy: 'our trees',
  countedIn: 'rounds',
  lengthKnob: 'rounds',
  hasRate: () => true,
  isState: (state): state is Ensemble => ensembleOf(state) !== null,
  keptState({ state, best, rowsSeen }) {
    const { length } = state.trees
    const kept = best && rowsSeen > 0 ? Math.round((length * best.rowsSeen) / rowsSeen) : length
    return { ...state, trees: state.trees.slice(0, kept) }
  },
  rewinds: { roundsOf: ({ trees }) => trees.length },
  load: async () => (await import('./work.ts')).treesAtWork,
}
