import { MOST_CODE } from '../kernel/codes.ts'
import type { Tree } from './ensemble.ts'

/** Where a tree of XGBoost 1.6 and later lists the categories of its splits. */
export interface ListedCategories {
  readonly categories: readonly number[]
  readonly categories_nodes: readonly number[]
  readonly categories_segments: readonly number[]
  readonly categories_sizes: readonly number[]
}

/** As many codes as a table's column can have. */
const MOST_CATEGORY = MOST_CODE - 1

/**
 * The sets of a tree's categorical splits in the order of its nodes, by category + 1, as code 0 of a column is what is missing.
 * A listed category goes right in XGBoost, and all others left: with children swapped these sets say the same.
 * @throws one line where a split lists no categories, or such as no column can have
 */
export function xgboostSets(
  from: ListedCategories,
  nodes: readonly number[],
  { isCategorical, words }: { readonly isCategorical: (node: number) => boolean; readonly words: number }
): Pick<Tree, 'setStart' | 'setWords' | 'sets'> {
  const places = new Map(from.categories_nodes.map((node, place) => [node, place]))
  const setStart = new Int32Array(nodes.length).fill(-1)
  const setWords = new Int32Array(nodes.length).fill(-1)
  const sets: number[] = []
  nodes.forEach((node, i) => {
    if (!isCategorical(node)) return
    const listed = listedAt(from, node, places.get(node))
    const codes = listed.map((category) => category + 1)
    setStart[i] = sets.length
    setWords[i] = (codes.reduce((most, code) => Math.max(most, code), 0) >>> 5) + 1
    if (sets.length + setWords[i] > words)
      throw new Error(`node ${node}: too many categories in all; expected fewer categorical splits`)
    for (let word = 0; word < setWords[i]; word++) sets.push(0)
    for (const code of codes) sets[setStart[i] + (code >>> 5)] |= 1 << (code & 31)
  })
  return { setStart, setWords, sets: Uint32Array.from(sets, (word) => word >>> 0) }
}

function listedAt(from: ListedCategories, node: number, place: number | undefined): readonly number[] {
  const start = place === undefined ? NaN : from.categories_segments[place]
  const size = place === undefined ? NaN : from.categories_sizes[place]
  if (!Number.isInteger(start) || !Number.isInteger(size) || start < 0 || size < 1)
    throw new Error(`node ${node}: a categorical split; expected numeric ones, or a list of its categories`)
  if (start + size > from.categories.length)
    throw new Error(`node ${node}: ${size} categories from ${start}; expected at most ${from.categories.length} in all`)
  const listed = from.categories.slice(start, start + size)
  const strange = listed.find((category) => !Number.isInteger(category) || category < 0 || category > MOST_CATEGORY)
  if (strange !== undefined)
    throw new Error(`node ${node}: category ${strange}; expected a whole number from 0 to ${MOST_CATEGORY}`)
  return listed
}
