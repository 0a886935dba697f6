import { sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { bareTable, type Table } from '../../../src/core/kernel/table.ts'
import type { BoostSettings } from '../../../src/core/trees/boost-settings.ts'
import { openBooster } from '../../../src/core/trees/boost.ts'
import { browserHost } from '../../../workers/host.ts'
import type { Boosting } from './work.ts'

const settings: BoostSettings = {
  ...{ rounds: 100, eta: 0.1, maxDepth: 6, maxLeaves: 0, growth: 'depth', minChildWeight: 1, lambda: 1, gamma: 0 },
  ...{ bins: 256, rowShare: 1, columnShare: 1, monotone: {}, patience: 0 },
}

export async function prepareBoosting({ rows: count, columns, trees, threads = Infinity }: Boosting) {
  const host = browserHost(() => undefined)
  const table = drawn(count, columns)
  const rows = Uint32Array.from({ length: count }, (_, row) => row)

  /** From columns to trees. */
  async function run(): Promise<number> {
    const random = Random.of(1)
    const booster = await openBooster({ table, rows, weights: null, position: false, settings, random, host })
    booster.limitThreads(threads)
    let loss = 0
    for (let tree = 0; tree < trees; tree++) loss = (await booster.round()).loss
    booster.dispose()
    if (!(loss > 0 && loss < 1)) throw new Error(`boosting came to a loss of ${loss}`)
    return trees
  }

  return { name: 'ours', facts: { cores: navigator.hardwareConcurrency, 'shared memory': String(host.shares) }, run }
}

/** Normal columns; three of them act on the label alone or together. */
function drawn(rows: number, columns: number): Table {
  const random = Random.of(5)
  const numeric = Array.from({ length: columns }, () => new Float32Array(rows))
  for (const column of numeric) random.normals(column)
  const [a, b, c, d] = numeric
  const label = Uint8Array.from(a, (_, i) => Number(random.uniform() < sigmoid(a[i] + b[i] * c[i] - d[i] ** 2 / 2 - 2)))
  const named = numeric.map((_, i) => ({ id: `n${i}`, label: `n${i}`, help: '' }))
  return {
    ...{ schema: { numeric: named, categorical: [], rowsPerRequest: null }, rows, numeric, categorical: [], label },
    ...{ ...bareTable, time: new Float64Array(rows) },
  }
}
