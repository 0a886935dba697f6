import type { DriftKind } from './kind.ts'

/** Logits by which a drift of size 1 raises every chance: odds about four times as high. */
const STRONGEST = 1.4

export const baseRate: DriftKind = {
  id: 'base-rate',
  label: 'Base rate',
  help: 'Positives come more often. AUC stays, or falls by two or three hundredths where every chance is raised by the same log-odds, since rows of middling chance are then positive more often too. Precision and PR AUC rise, calibration and log loss get worse, and features hardly move.',
  sizeLabel: 'Rise of the odds; 100 % is fourfold',
  lever: 'logit',
  bend: (size) => ({ logit: STRONGEST * size }),
}
