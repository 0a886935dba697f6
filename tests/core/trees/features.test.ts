import { expect, test } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { fitBins } from '../../../src/core/trees/features.ts'
import { plain } from './boosted.ts'

test.each(['constructor', '__proto__', 'toString'])('a column named %s is held to no direction unless asked', (id) => {
  const bins = fitBins({ id, kind: 'numeric' }, Float32Array.of(1, 2, 3), plain, Random.of(1))
  expect(bins.monotone).toBe(0)
})
