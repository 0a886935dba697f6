import * as v from 'valibot'

/** Where a version comes from, as it lies on disk. */
export const keptOrigin = v.variant('kind', [
  v.object({ kind: v.literal('trained'), run: v.string(), seed: v.number() }),
  v.object({
    kind: v.literal('retrained'),
    of: v.string(),
    rows: v.object({ from: v.number(), to: v.number() }),
  }),
  v.object({ kind: v.literal('rewound'), of: v.string(), rounds: v.number() }),
  v.object({ kind: v.literal('imported'), format: v.literal('xgboost'), file: v.string() }),
])
