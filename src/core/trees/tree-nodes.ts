import { formatValue } from '../kernel/numbers.ts'
import type { Schema } from '../kernel/table.ts'
import { categoryName, columnLabel } from './column-names.ts'
import type { Ensemble, Tree } from './ensemble.ts'

/** Most leaves shown at once. */
const MOST_LEAVES = 128
const MOST_NAMED = 4

export interface TreeNode {
  readonly id: number
  /** What it asks; empty at a leaf. */
  readonly question: string
  /** Which answer a missing value counts as; empty at a leaf. */
  readonly missing: 'yes' | 'no' | ''
  /** Logits it adds; of a node that is no leaf, those that its leaves add on average. */
  readonly value: number
  readonly cover: number
  readonly gain: number
  readonly depth: number
  /** The node for yes, then for no; none at a leaf, or where the drawing stops. */
  readonly children: readonly TreeNode[]
  /** Leaves below it that are not drawn. */
  readonly hidden: number
}

/** A tree as it is drawn, down to so many levels of questions. */
export function treeNodes(
  { features, trees }: Ensemble,
  index: number,
  schema: Schema | null,
  levels: number = Infinity
): TreeNode {
  const tree = trees[index]
  const read = (id: number, depth: number): TreeNode => {
    const isLeaf = tree.feature[id] < 0
    const { id: column = '', kind = 'numeric' } = isLeaf ? {} : features[tree.feature[id]]
    const isCut = !isLeaf && depth >= levels
    return {
      id,
      question: isLeaf ? '' : questionOf(tree, id, column, kind, schema),
      missing: isLeaf ? '' : tree.missingLeft[id] ? 'yes' : 'no',
      value: tree.value[id],
      cover: tree.cover[id],
      gain: tree.gain[id],
      depth,
      children: isLeaf || isCut ? [] : [read(tree.left[id], depth + 1), read(tree.right[id], depth + 1)],
      hidden: isCut ? leavesBelow(tree, id) : 0,
    }
  }
  return read(0, 0)
}

/** How many levels of questions can be drawn: all of them, or as many as keep the leaves few. */
export function levelChoices(tree: Tree): number[] {
  const across: number[] = []
  const visit = (node: number, depth: number): void => {
    if (tree.feature[node] < 0) return
    across[depth] = (across[depth] ?? 0) + 1
    visit(tree.left[node], depth + 1)
    visit(tree.right[node], depth + 1)
  }
  visit(0, 0)
  return across.map((_, depth) => depth + 1).filter((level) => 2 * across[level - 1] <= MOST_LEAVES)
}

function questionOf(
  tree: Tree,
  node: number,
  column: string,
  kind: 'numeric' | 'categorical',
  schema: Schema | null
): string {
  const label = columnLabel(schema, column)
  if (kind === 'numeric') return `${label} < ${formatValue(tree.threshold[node])}`
  const codes = codesOf(tree, node)
  const names = codes.slice(0, MOST_NAMED).map((code) => categoryName(schema, column, code))
  const more = codes.length > MOST_NAMED ? `, and ${codes.length - MOST_NAMED} more` : ''
  return `${label} in {${names.join(', ')}${more}}`
}

function codesOf(tree: Tree, node: number): number[] {
  const codes: number[] = []
  for (let code = 1; code < 32 * tree.setWords[node]; code++)
    if ((tree.sets[tree.setStart[node] + (code >>> 5)] >>> (code & 31)) & 1) codes.push(code)
  return codes
}

function leavesBelow(tree: Tree, node: number): number {
  return tree.feature[node] < 0 ? 1 : leavesBelow(tree, tree.left[node]) + leavesBelow(tree, tree.right[node])
}
