import { expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import type { Table } from '../../../src/core/kernel/table.ts'
import { childOf, type Ensemble } from '../../../src/core/trees/ensemble.ts'
import { scoreTrees } from '../../../src/core/trees/score.ts'
import { smallTable } from '../features/small-table.ts'
import { boosted } from './boosted.ts'

const ROWS = 1500
const random = Random.of(11)
const drawn = (of: () => number) => Array.from({ length: ROWS }, of)
const table = smallTable({
  numeric: { x: drawn(() => (random.uniform() < 0.2 ? NaN : random.normal())) },
  categorical: { code: drawn(() => random.below(90)) },
  position: drawn(() => 1 + random.below(9)),
  label: [],
})
const labelled: Table = {
  ...table,
  label: Uint8Array.from(
    drawn(() => 0),
    (_, i) =>
      Number(random.uniform() < 0.1 + 0.03 * (table.position?.[i] ?? 0) + (table.categorical[0][i] % 5 ? 0 : 0.3))
  ),
}

/** Row by row, node by node. */
function walked({ base, features, trees }: Ensemble, row: number, position: number, rounds: number): number {
  let sum = base
  for (const tree of trees.slice(0, rounds)) {
    let node = 0
    while (tree.feature[node] >= 0) {
      const { id, kind } = features[tree.feature[node]]
      const value =
        id === 'position' ? position : kind === 'numeric' ? table.numeric[0][row] : table.categorical[0][row]
      node = childOf(tree, node, value, kind)
    }
    sum = Math.fround(sum + tree.value[node])
  }
  return sum
}

it('scoreTrees(…) gives what walking every tree gives, for all rows or some, as shown or at the top, after any round', async () => {
  const { ensemble } = await boosted(labelled, { rounds: 12 })
  expect(ensemble.features.map(({ id }) => id)).toEqual(['x', 'position', 'code'])
  const some = Uint32Array.from({ length: 700 }, (_, i) => (i * 2) % ROWS)
  for (const rows of [null, some])
    for (const atTop of [false, true])
      for (const rounds of [12, 5, 0]) {
        const at = (i: number): number => (rows ? rows[i] : i)
        const out = new Float32Array(rows?.length ?? ROWS)
        scoreTrees(ensemble, labelled, rows, out, { atTop, rounds })
        const position = (i: number): number => (atTop ? 1 : (labelled.position?.[at(i)] ?? 0))
        expect([...out]).toEqual([...out].map((_, i) => walked(ensemble, at(i), position(i), rounds)))
      }
})

it('scoreTrees(…, { after }) adds the trees that came since', async () => {
  const { ensemble } = await boosted(labelled, { rounds: 6 })
  const [whole, parts] = [new Float32Array(ROWS), new Float32Array(ROWS)]
  scoreTrees(ensemble, labelled, null, whole, { atTop: false })
  scoreTrees(ensemble, labelled, null, parts, { atTop: false, rounds: 2 })
  scoreTrees(ensemble, labelled, null, parts, { atTop: false, after: 2 })
  expect(parts).toEqual(whole)
})

it('scoreTrees(…) names the column that a table lacks', async () => {
  const { ensemble } = await boosted(labelled)
  const other = smallTable({ numeric: { z: [1] }, categorical: { code: [1] }, position: [1] })
  expect(() => scoreTrees(ensemble, other, null, new Float32Array(1), { atTop: false })).toThrow('unknown column: x')
})
