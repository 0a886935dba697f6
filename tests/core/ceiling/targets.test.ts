import { expect, test } from 'vitest'
import { fused } from '../../../src/core/engines/fused.ts'
import { log, sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { scoreTrees } from '../../../src/core/trees/score.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { smallTable } from '../features/small-table.ts'
import { boosted } from '../trees/boosted.ts'

const random = Random.of(4)
const rows = 1_003
// As few values as there are bins: where a column is cut does not depend on how often a row is there.
const x = Array.from({ length: rows }, () => Math.round(20 * random.normal()) / 20)
const code = Array.from({ length: rows }, () => 1 + random.below(9))
const targets = Float32Array.from(x, (value, row) => sigmoid(2 * value - 3 + (code[row] === 3 ? 2 : 0)))
const table = smallTable({ numeric: { x, code } })

/** Every row twice, once with each label. */
const twice = smallTable({
  numeric: { x: [...x, ...x], code: [...code, ...code] },
  label: [...x.map(() => 1), ...x.map(() => 0)],
})
const weights = Float32Array.from({ length: 2 * rows }, (_, i) => (i < rows ? targets[i] : 1 - targets[i - rows]))

test('trees fitted on chances are those of each row twice, weighed by its chance and by the rest', async () => {
  const settings = { rounds: 12, maxDepth: 3, lambda: 2, minChildWeight: 0.5 }
  const soft = await boosted(table, settings, { targets })
  const hard = await boosted(twice, settings, { weights })
  const [a, b] = [soft, hard].map(({ ensemble }) => {
    const out = new Float32Array(rows)
    scoreTrees(ensemble, table, null, out, { atTop: false })
    return out
  })
  for (let row = 0; row < rows; row++) expect(a[row]).toBeCloseTo(b[row], 4)
  soft.reports.forEach(({ loss }, i) => expect(loss).toBeCloseTo(hard.reports[i].loss, 5))
})

test('trees fitted on chances come to the chances, and begin at their mean', async () => {
  const { ensemble } = await boosted(table, { rounds: 300, maxDepth: 5, lambda: 0.1, minChildWeight: 0 }, { targets })
  const mean = targets.reduce((sum, target) => sum + target, 0) / rows
  expect(sigmoid(ensemble.base)).toBeCloseTo(mean, 6)
  const out = new Float32Array(rows)
  scoreTrees(ensemble, table, null, out, { atTop: false })
  const errors = Array.from(out, (logit, row) => Math.abs(sigmoid(logit) - targets[row]))
  expect(Math.max(...errors)).toBeLessThan(0.02)
})

test('openBooster(targets and weights) is refused in one line', async () => {
  await expect(boosted(table, {}, { targets, weights: new Float32Array(rows).fill(1) })).rejects.toThrow(
    /^invalid targets: with weights/
  )
})

test('a network’s loss on a chance p is −p ln q − (1 − p) ln(1 − q)', async () => {
  const engine = await fused.start(nodeHost)
  const network = {
    ...{ numeric: 1, fields: [], embedding: 1, wide: true, cross: null, deep: null, arrangement: 'parallel' as const },
  }
  const zeros = new Float32Array(2)
  const state = { weights: Float32Array.of(-1, 0), firstMoment: zeros, secondMoment: zeros, step: 0 }
  const trainee = engine.open(network, state)
  const batch = {
    ...{ rows: 2, numeric: Float32Array.of(0, 0), codes: new Int32Array(0), labels: Float32Array.of(0.3, 0.05) },
    weights: null,
  }
  await trainee.train(batch, { rate: 0, l2: 0, lazy: true })
  const q = sigmoid(-1)
  const loss = (p: number) => -p * log(q) - (1 - p) * log(1 - q)
  expect(await trainee.loss()).toBeCloseTo((loss(0.3) + loss(0.05)) / 2, 6)
  trainee.dispose()
  engine.dispose()
})
