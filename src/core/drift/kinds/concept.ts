import type { DriftKind } from './kind.ts'

export const concept: DriftKind = {
  id: 'concept',
  label: 'Concept',
  help: 'What tells the classes apart changes: features and pairs of them take on new effects. No feature moves, so only labels can tell.',
  sizeLabel: 'How far the pairs turn towards new effects',
  lever: 'concept',
  bend: (size) => ({ concept: size }),
}
