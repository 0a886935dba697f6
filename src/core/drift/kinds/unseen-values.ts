import type { DriftKind } from './kind.ts'

export const unseenValues: DriftKind = {
  id: 'unseen-values',
  label: 'Unseen values',
  help: 'Values arrive that did not exist before, in fields with many values. A model has learnt nothing of them until it is retrained.',
  sizeLabel: 'Share of rows with new values',
  lever: 'unseen',
  bend: (size) => ({ unseen: size }),
}
