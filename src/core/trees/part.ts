import type { Split } from './draft.ts'
import { OP } from './job.ts'
import type { Leaf } from './leaf.ts'
import type { Task, TreeMemory } from './tree-memory.ts'

interface Parted {
  /** Rows that went left; they stand before the others. */
  readonly lefts: number
  readonly list: Leaf['list']
}

/** Parts the rows of each leaf by its split, in tasks of at most `grain` rows. */
export function partLeaves(shop: TreeMemory, leaves: readonly Leaf[], grain: number): Parted[] {
  const { layout } = shop
  const addressOf = (list: Leaf['list'], row: number): number => layout.at[list] + 4 * row
  const pieces = leaves.flatMap((leaf, i) => piecesOf(leaf, i, grain))
  const tasks = pieces.map(({ leaf, of, from, count }): Task => {
    const split = leaf.split as Split
    const to = leaf.list === 'all' ? 'rows' : leaf.list
    const set = layout.at.sets + 32 * of
    if (split.set) shop.bytes.set(split.set, set)
    return [
      ...[addressOf(leaf.list, from), count, layout.features[split.feature].lane],
      ...[split.set ? set : Number(!split.missingLeft), split.bin],
      ...[addressOf(to, from), addressOf(otherOf(to), from), Number(split.set !== null)],
    ]
  })
  shop.run(OP.part, tasks, (words, task) => (pieces[task].lefts = words[1]))

  const parted: { lefts: number; list: Leaf['list'] }[] = leaves.map(({ list }) => ({
    lefts: 0,
    list: list === 'all' ? 'rows' : list,
  }))
  for (const { of, lefts } of pieces) parted[of].lefts += lefts
  const moves: Task[] = []
  for (const [i, leaf] of leaves.entries()) {
    const own = pieces.filter(({ of }) => of === i)
    if (own.length < 2) continue
    const from = parted[i].list
    const to = otherOf(from)
    let left = leaf.from
    let right = leaf.from + parted[i].lefts
    for (const piece of own) {
      const rights = piece.count - piece.lefts
      moves.push([addressOf(from, piece.from), piece.lefts, addressOf(to, left)])
      moves.push([addressOf(from, piece.from + piece.lefts), rights, addressOf(to, right)])
      left += piece.lefts
      right += rights
    }
    parted[i].list = to
  }
  if (moves.length) shop.run(OP.move, moves)
  return parted
}

function piecesOf(leaf: Leaf, of: number, grain: number) {
  const size = Math.ceil(leaf.count / Math.ceil(leaf.count / grain))
  const pieces = []
  for (let at = 0; at < leaf.count; at += size)
    pieces.push({ leaf, of, from: leaf.from + at, count: Math.min(size, leaf.count - at), lefts: 0 })
  return pieces
}

function otherOf(list: Leaf['list']): 'rows' | 'other' {
  return list === 'rows' ? 'other' : 'rows'
}
