import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { nodeThreads } from '../../../src/headless/kernel-threads.ts'
import type { BoostSettings } from '../../../src/core/trees/boost-settings.ts'
import { smallTable } from '../features/small-table.ts'
import { boosted } from './boosted.ts'

let room = ''

beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'skewlab-threads-'))
  const entry = 'tests/core/trees/kernel-thread.ts'
  await build({ configFile: false, logLevel: 'silent', publicDir: false, build: { ssr: entry, outDir: room } })
})

afterAll(() => rmSync(room, { recursive: true }))

const ROWS = 60_000
const random = Random.of(5)
const drawn = (of: () => number) => Array.from({ length: ROWS }, of)
const columns = Object.fromEntries(
  Array.from({ length: 5 }, (_, i) => [`n${i}`, drawn(() => (random.uniform() < 0.1 ? NaN : random.normal()))])
)
const code = drawn(() => random.below(400))
const table = smallTable({
  numeric: columns,
  categorical: { code },
  label: drawn(() => 0).map((_, i) =>
    Number(random.uniform() < (columns.n0[i] > 1 ? 0.3 : 0.02) + (code[i] % 50 ? 0 : 0.2))
  ),
})

it.each<[string, Partial<BoostSettings>]>([
  ['depth by depth', { maxDepth: 6 }],
  ['best leaf first, of some rows and columns', { growth: 'leaf', maxLeaves: 20, rowShare: 0.7, columnShare: 0.7 }],
])('grows the same trees %s on 1, 2 and 4 threads, told the same losses', async (_, settings) => {
  const [one, two, four] = [1, 2, 4].map((threads) => ({
    ...nodeHost,
    threads: threads > 1 ? nodeThreads(join(room, 'kernel-thread.js'), threads) : null,
  }))
  const alone = await boosted(table, settings, { host: one })
  expect(alone.ensemble.trees[0].feature.length).toBeGreaterThan(20)
  expect(await boosted(table, settings, { host: two })).toEqual(alone)
  expect(await boosted(table, settings, { host: four })).toEqual(alone)
})
