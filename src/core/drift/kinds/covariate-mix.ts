import type { DriftKind } from './kind.ts'

export const covariateMix: DriftKind = {
  id: 'covariate-mix',
  label: 'Covariate mix',
  help: 'Other users, places and things come more often; what each means stays. Scores and features move, a good model holds.',
  sizeLabel: 'Share of the traffic that follows the new mix',
  lever: 'mix',
  bend: (size) => ({ mix: size }),
}
