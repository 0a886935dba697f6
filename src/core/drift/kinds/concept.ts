import type { DriftKind } from './kind.ts'

export const concept: DriftKind = {
  id: 'concept',
  label: 'Concept',
  help: 'The effects of features, and of pairs of features, on the label change. The distribution of no feature changes, so only labels can show it.',
  sizeLabel: 'How far the pairs turn towards new effects',
  lever: 'concept',
  bend: (size) => ({ concept: size }),
}
