import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Bend } from '../../../datasets/dataset.ts'
import type { Draw } from '../../../src/core/kernel/table.ts'
import { worldWith, type AdCtrSettings } from './draws.ts'

/** First characters of SHA-256 over every column of rows 7 … 12,006, truth last. Another value here is another version. */
const KNOWN: readonly [digest: string, seed: number, settings: Partial<AdCtrSettings>, bends?: readonly Bend[]][] = [
  ['c9a9ac41453b8f0e', 1, {}],
  ['3d284c064e5f4e3c', 2 ** 40 + 3, { loggingPolicy: 'popularity', wander: 2 }],
  ['9d3d64a2737005be', 3, { loggingPolicy: 'random', missingRate: 0, noise: 0 }],
  ['272212a8fc475f00', 4, { missingRate: 0.6, noise: 3, cardinality: 0.05, exploration: 0 }],
  ['e779e280a959cfb7', 5, { wander: 0, crossStrength: 0, positionBias: 0, baseRate: 0.15 }],
  ['49a9b08ba4f16576', 6, {}, [{ mix: 0.5, logit: -0.7 }, { unseen: 0.3 }]],
  ['074914444e958f3d', 7, {}, [{ concept: 1 }, { broken: { mode: 'missing', share: 0.3 } }]],
  [
    'eb1ab471864bbcbf',
    8,
    {},
    [{ concept: 0.4, broken: { mode: 'stuck', share: 0.2 } }, { broken: { mode: 'scaled', share: 0.9 } }],
  ],
]

it.each(KNOWN)('version 1 gives the bytes %s for seed %i, %o and bends %o', (digest, seed, settings, bends = []) => {
  const bent = bends.reduce(
    (world, bend) => world.bend(bend, (time) => Math.min(1, time / 20_000)),
    worldWith(settings, seed)
  )
  expect(digestOf(bent.draw({ from: 7, to: 12_007 }))).toBe(digest)
})

function digestOf({ table, truth }: Draw): string {
  const hash = createHash('sha256')
  const { time, label, request, position, numeric, categorical } = table
  for (const column of [
    time,
    label,
    request!,
    position!,
    ...numeric,
    ...categorical,
    truth!.probability,
    truth!.relevance!,
  ])
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  return hash.digest('hex').slice(0, 16)
}
