import { MOST_NARROW } from '../kernel/codes.ts'
import type { Tree } from './ensemble.ts'

/** Codes of a column as the model knows them, for each feature of a tree; null is a numeric column. */
export interface BoundColumn {
  /** What code 1, 2, … is to the model. */
  readonly numbers: Float32Array
  /** Whether the model splits it by category, not by size. */
  readonly isCategorical: boolean
  /** Whether code n is n to the model, however large. */
  readonly isCode: boolean
}

export type Sets = Pick<Tree, 'setStart' | 'setWords' | 'sets'>

/** For each split of a column of codes the set of those that go left; equal sets are stored once. @throws where they take more than `room` words */
export function boundSets(tree: Tree, columns: readonly (BoundColumn | null)[], room: number): Sets {
  const setStart = new Int32Array(tree.feature.length).fill(-1)
  const setWords = new Int32Array(tree.feature.length).fill(-1)
  const known = new Map<string, { start: number; words: number }>()
  const sets: number[] = []
  tree.feature.forEach((feature, node) => {
    const column = feature < 0 ? null : columns[feature]
    if (!column) return
    const key = column.isCategorical
      ? `${feature} node ${node}`
      : `${column.isCode ? '' : feature} ${tree.threshold[node]}`
    let set = known.get(key)
    if (!set) {
      set = { start: sets.length, words: append(sets, tree, node, column, room) }
      known.set(key, set)
    }
    setStart[node] = set.start
    setWords[node] = set.words
  })
  return { setStart, setWords, sets: Uint32Array.from(sets, (word) => word >>> 0) }
}

/** Gives the words appended. */
function append(sets: number[], tree: Tree, node: number, column: BoundColumn, room: number): number {
  const { numbers, isCategorical, isCode } = column
  const start = sets.length
  const put = (code: number): void => {
    const word = code >>> 5
    if (start + word >= room)
      throw new Error('invalid model: its sets of category codes are too many; expected fewer splits of such columns')
    while (sets.length <= start + word) sets.push(0)
    sets[start + word] |= 1 << (code & 31)
  }
  if (isCategorical) {
    for (let i = 0; i < numbers.length; i++) if (isListed(tree, node, numbers[i])) put(i + 1)
  } else if (isCode) {
    // Code 0 is what is missing: it is asked for before any set.
    const last = Math.max(0, Math.min(Math.max(MOST_NARROW, numbers.length), Math.ceil(tree.threshold[node]) - 1))
    for (let code = 0; code <= last; code++) put(code)
  } else {
    for (let i = 0; i < numbers.length; i++) if (numbers[i] < tree.threshold[node]) put(i + 1)
  }
  if (sets.length === start) sets.push(0)
  return sets.length - start
}

/** Sets as a model's file has them are by category + 1. */
function isListed({ setStart, setWords, sets }: Tree, node: number, category: number): boolean {
  const code = category + 1
  const word = code >>> 5
  return word < setWords[node] && ((sets[setStart[node] + word] >>> (code & 31)) & 1) === 1
}
