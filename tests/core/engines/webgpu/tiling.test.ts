import { expect, test } from 'vitest'
import { stepsOf } from '../../../../src/core/engines/webgpu/steps.ts'
import { tilingOf } from '../../../../src/core/engines/webgpu/tiling.ts'
import type { Network } from '../../../../src/core/networks/network.ts'

const limits = {
  maxBufferSize: 268435456,
  maxStorageBufferBindingSize: 134217728,
  maxComputeWorkgroupStorageSize: 16384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupsPerDimension: 65535,
}

/** Full crosses of `numeric` columns beside 64-32. */
function networkOf(numeric: number): Network {
  return {
    numeric,
    fields: [],
    embedding: 0,
    wide: false,
    cross: { layers: 2, rank: null },
    deep: { hidden: [64, 32], dropout: 0 },
    arrangement: 'parallel',
  }
}

test.each([
  [104, 24, 4],
  [500, 4, 4],
  [1500, 2, 2],
  [4000, 1, 1],
])('tilingOf a network of %i inputs takes %i rows at a time, %i to a vector', (numeric, rows, pack) => {
  expect(tilingOf(stepsOf(networkOf(numeric)), limits)).toMatchObject({ rows, pack })
})

test('tilingOf gives every product no more threads than a workgroup has, and covers it', () => {
  for (const maxComputeInvocationsPerWorkgroup of [16, 64, 256])
    for (let numeric = 1; numeric < 2000; numeric += 37) {
      const { rows, pack, threads, tiles } = tilingOf(stepsOf(networkOf(numeric)), {
        ...limits,
        maxComputeInvocationsPerWorkgroup,
      })
      expect(threads).toBeLessThanOrEqual(maxComputeInvocationsPerWorkgroup)
      for (const [{ columns }, tile] of tiles) {
        expect(tile.threads).toBeLessThanOrEqual(threads)
        expect(4 * tile.across * tile.quads).toBeGreaterThanOrEqual(columns)
        expect((tile.threads / tile.across) * tile.packs * pack).toBe(rows)
      }
    }
})

test('tilingOf names the bytes that one row needs and those there are', () => {
  expect(() => tilingOf(stepsOf(networkOf(8000)), limits)).toThrow(
    /^the network needs 32256 bytes of the graphics card's workgroup memory; it has 16384$/
  )
})
