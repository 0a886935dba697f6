import type { DriftKind } from './kind.ts'

export const unseenValues: DriftKind = {
  id: 'unseen-values',
  label: 'Unseen values',
  help: 'New users, sites, advertisers and ad categories arrive. A model has learnt nothing of them until it is retrained.',
  sizeLabel: 'Share of requests and of ads that are new',
  bend: (size) => ({ unseen: size }),
}
