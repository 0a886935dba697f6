import type { DriftKind } from './kind.ts'

export const covariateMix: DriftKind = {
  id: 'covariate-mix',
  label: 'Covariate mix',
  help: 'Other users, places and things come more often; their effects stay. Scores and features move, a good model stays good.',
  sizeLabel: 'Share of the traffic that follows the new mix',
  lever: 'mix',
  bend: (size) => ({ mix: size }),
}
