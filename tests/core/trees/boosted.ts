import type { Table } from '../../../src/core/kernel/table.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { openBooster, type BoostJob, type RoundReport } from '../../../src/core/trees/boost.ts'
import type { BoostSettings } from '../../../src/core/trees/boost-settings.ts'
import { nodeHost } from '../../../src/headless/host.ts'

export const plain: BoostSettings = {
  ...{ rounds: 5, eta: 0.3, maxDepth: 4, maxLeaves: 0, growth: 'depth', minChildWeight: 1, lambda: 1, gamma: 0 },
  ...{ bins: 256, rowShare: 1, columnShare: 1, monotone: {}, patience: 0 },
}

/** All rounds of a boosting of the whole table. */
export async function boosted(table: Table, settings: Partial<BoostSettings> = {}, more: Partial<BoostJob> = {}) {
  const whole = { ...plain, ...settings }
  const rows = Uint32Array.from({ length: table.rows }, (_, i) => i)
  const booster = await openBooster({
    ...{ table, rows, weights: null, position: true, settings: whole, random: Random.of(7), host: nodeHost },
    ...more,
  })
  const reports: RoundReport[] = []
  for (let round = booster.ensemble.trees.length; round < whole.rounds; round++) reports.push(await booster.round())
  const { ensemble } = booster
  booster.dispose()
  return { ensemble, reports }
}
