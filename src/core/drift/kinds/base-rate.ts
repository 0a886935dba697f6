import type { DriftKind } from './kind.ts'

/** Logits by which a drift of size 1 raises every chance: odds about four times as high. */
const STRONGEST = 1.4

export const baseRate: DriftKind = {
  id: 'base-rate',
  label: 'Base rate',
  help: 'Everything is positive more often, alike. Ranking holds, calibration and log loss suffer; no feature tells.',
  sizeLabel: 'Rise of the odds; 100 % is fourfold',
  lever: 'logit',
  bend: (size) => ({ logit: STRONGEST * size }),
}
