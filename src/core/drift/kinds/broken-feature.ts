import type { DriftKind } from './kind.ts'

export const brokenFeature: DriftKind = {
  id: 'broken-feature',
  label: 'Broken feature',
  help: 'A strong numeric feature arrives a hundred times too large, as if its unit had changed; clicks follow the real value.',
  sizeLabel: 'Share of rows in which it arrives broken',
  bend: (size) => ({ broken: { mode: 'scaled', share: size } }),
}
