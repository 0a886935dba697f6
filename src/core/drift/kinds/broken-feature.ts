import type { DriftKind } from './kind.ts'

export const brokenFeature: DriftKind = {
  id: 'broken-feature',
  label: 'Broken feature',
  help: 'A strong numeric feature arrives a hundred times too large, as if its unit had changed; labels follow the real value.',
  sizeLabel: 'Share of rows in which it arrives broken',
  lever: 'broken',
  bend: (size) => ({ broken: { mode: 'scaled', share: size } }),
}
