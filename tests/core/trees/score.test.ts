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

/** A column of which only whether it is missing tells anything. */
function gappy(codeOf: (row: number) => number): Table {
  const isMissing = drawn(() => Number(random.uniform() < 0.25))
  return smallTable({
    categorical: { code: isMissing.map((missing, row) => (missing ? 0 : codeOf(row))) },
    label: isMissing.map((missing) => Number(random.uniform() < (missing ? 0.9 : 0.1))),
  })
}

it.each([
  ['few values', () => 1 + random.below(3)],
  ['many values', () => 1 + random.below(40)],
  ['values of which none comes twice', (row: number) => 1 + row],
])('a category that is missing goes where training sent it: %s', async (_, codeOf) => {
  const gaps = gappy(codeOf)
  const { ensemble, reports } = await boosted(gaps, { rounds: 10, patience: 0 })
  const logits = new Float32Array(ROWS)
  scoreTrees(ensemble, gaps, null, logits, { atTop: false })
  let loss = 0
  for (let row = 0; row < ROWS; row++) loss += Math.log1p(Math.exp(gaps.label[row] ? -logits[row] : logits[row])) / ROWS
  expect(loss).toBeLessThan(0.4)
  expect(loss).toBeCloseTo(reports[reports.length - 1].loss, 4)
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
