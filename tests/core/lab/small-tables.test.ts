import { describe, expect, it } from 'vitest'
import golden from '../../goldens/small-tables.json'
import { trainedOn } from '../../parity/ours.ts'
import { drawWorld, shapes, type ShapeId } from '../../parity/world.ts'

/** The rows that tests/parity/main.ts wrote for peers.py: `rows --largest 1000 --fresh 20000 --shapes numeric,mixed,tiny`. */
const LARGEST = 1_000
const FRESH = 20_000
const ALLOWED = 0.005
/** 97.5 % quantile of Student's t by degrees of freedom. */
const T: Readonly<Record<number, number>> = { 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262 }

type Peer = readonly [seed: number, auc: number, logLoss: number]
const cells = (['logistic', 'gbdt', 'mlp'] as const).flatMap((model) =>
  Object.entries(golden[model]).flatMap(([shape, sizes]) =>
    Object.entries(sizes).map(([rows, peers]) => ({
      model,
      shape: shape as ShapeId,
      rows: Number(rows),
      // Networks against scikit-learn's early stopping win by far: a few seeds show it.
      peers: (peers as unknown as readonly Peer[]).slice(0, model === 'mlp' ? 5 : 10),
    }))
  )
)

describe.each(cells)('$model on $rows rows of the $shape world', ({ model, shape, rows, peers }) => {
  it('is not behind its peer by more than 0.005 of expected auc or log loss, with 95 % confidence', async () => {
    const behind = { auc: [] as number[], logLoss: [] as number[] }
    for (const [seed, auc, logLoss] of peers) {
      const { test } = await trainedOn({ draw: drawn(shape, seed), rows, from: LARGEST, fresh: FRESH }, model, {}, seed)
      behind.auc.push(auc - (test?.expected.auc ?? NaN))
      behind.logLoss.push((test?.expected.logLoss ?? NaN) - logLoss)
    }
    for (const differences of [behind.auc, behind.logLoss]) expect(surelyAtLeast(differences)).toBeLessThan(ALLOWED)
  })
})

const draws = new Map<string, ReturnType<typeof drawWorld>>()

function drawn(shape: ShapeId, seed: number) {
  const key = `${shape} ${seed}`
  const draw = draws.get(key) ?? drawWorld(shapes[shape], seed, LARGEST + FRESH)
  draws.set(key, draw)
  return draw
}

/** Lower end of the 95 % interval of the mean. */
function surelyAtLeast(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return mean - T[values.length - 1] * Math.sqrt(variance / values.length)
}
