import type { DriftKind } from './kind.ts'

/** Share of the way to genuine looks that a drift of size 1 goes. */
const FURTHEST = 0.9

export const adversary: DriftKind = {
  id: 'adversary',
  label: 'Adversary adapts',
  help: 'Fraud becomes like genuine payments in amounts, places, categories and devices. The best possible value falls, and a trained model falls further.',
  sizeLabel: 'How far fraud goes towards genuine looks; 100 % is nine tenths of the way',
  lever: 'adapt',
  bend: (size) => ({ adapt: FURTHEST * size }),
}
