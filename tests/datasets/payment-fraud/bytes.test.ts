import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Bend } from '../../../datasets/dataset.ts'
import type { FraudSettings } from '../../../datasets/payment-fraud/knobs.ts'
import { worldWith } from './draws.ts'

/** First characters of SHA-256 over every column of rows 7 … 12,006, truth last. Another value here is another version. */
const KNOWN: readonly [digest: string, seed: number, settings: Partial<FraudSettings>, bend: Bend][] = [
  ['84fdb6f4c4704f39', 1, { customers: 2_000 }, {}],
  [
    '93f1eeb5777d403b',
    2 ** 40 + 3,
    { customers: 3_000, baseRate: 0.05, leak: true, evidence: 0.4 },
    { mix: 0.5, logit: -0.7, concept: 1 },
  ],
  [
    '3285cd2833bf4914',
    3,
    { customers: 2_000, labelDelay: 9 },
    { unseen: 0.3, adapt: 0.6, broken: { mode: 'stuck', share: 0.2 } },
  ],
]

it.each(KNOWN)('version 1 gives the bytes %s for seed %i, %o and the bend %o', (digest, seed, settings, bend) => {
  const world = worldWith(settings, seed).bend(bend, (time) => Math.min(1, time / 400_000))
  const { table, truth } = world.draw({ from: 7, to: 12_007 })
  const hash = createHash('sha256')
  const whole = [table.time, table.labelTime!, table.label, table.customer!, table.cluster!]
  for (const { buffer, byteOffset, byteLength } of [
    ...whole,
    ...table.numeric,
    ...table.categorical,
    truth!.probability,
  ])
    hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  expect(hash.digest('hex').slice(0, 16)).toBe(digest)
})
