import type { DriftKind } from './kind.ts'

export const concept: DriftKind = {
  id: 'concept',
  label: 'Concept',
  help: 'Who likes what changes: pairs of features take on new effects. No feature moves, so only labels can tell.',
  sizeLabel: 'How far the pairs turn towards new effects',
  bend: (size) => ({ concept: size }),
}
