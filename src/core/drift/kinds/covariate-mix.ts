import type { DriftKind } from './kind.ts'

export const covariateMix: DriftKind = {
  id: 'covariate-mix',
  label: 'Covariate mix',
  help: 'Other users, sites and ads come more often; what each likes stays. Scores and features move, a good model holds.',
  sizeLabel: 'Share of the traffic that follows the new mix',
  bend: (size) => ({ mix: size }),
}
