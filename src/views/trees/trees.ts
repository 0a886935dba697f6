import { formatCompact, formatMetric, formatSigned } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Schema } from '../../core/kernel/table.ts'
import type { Ensemble, Tree } from '../../core/trees/ensemble.ts'
import { categoryName, columnLabel, formatValue } from './columns.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'trees',
  label: 'One tree',
  help:
    'A row starts at the left and answers one question after another; the leaf it comes to is added to its score, in ' +
    'logits. Cover is how much of the training rows comes by, counted as Σ p (1 − p): a row the model was sure of ' +
    'hardly counts. One tree says little: the score is the sum of all of them.',
  needs: 'runs',
} as const satisfies View

/** Most leaves drawn at once. */
export const MOST_LEAVES = 128
const MOST_NAMED = 4
const MOST_TABLE_ROWS = 500

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

export function speakTree(ensemble: Ensemble | null, index: number, schema: Schema | null): string {
  const tree = ensemble?.trees[index]
  if (!ensemble || !tree) return `${view.label}: no trees yet`
  const leaves = [...tree.value.keys()].filter((node) => tree.feature[node] < 0).map((node) => tree.value[node])
  const extent =
    leaves.length > 1
      ? `${leaves.length} leaves, adding ${formatSigned(leaves.reduce((a, b) => Math.min(a, b)))} to ${formatSigned(leaves.reduce((a, b) => Math.max(a, b)))} logits`
      : `one leaf, adding ${formatSigned(leaves[0])} logits`
  const { question } = treeNodes(ensemble, index, schema, 0)
  return `Tree ${index + 1} of ${ensemble.trees.length}${question ? `: asks first whether ${question}` : ''}; ${extent}`
}

export function treeTable(root: TreeNode | null): NumbersTable {
  const rows: string[][] = []
  const visit = (node: TreeNode): void => {
    const [yes, no] = node.children
    if (rows.length < MOST_TABLE_ROWS)
      rows.push([
        String(node.id),
        node.question || 'leaf',
        yes ? String(yes.id) : '',
        no ? String(no.id) : '',
        node.missing,
        formatSigned(node.value),
        formatCompact(node.cover),
        node.question ? formatMetric(node.gain) : '',
      ])
    node.children.forEach(visit)
  }
  if (root) visit(root)
  return { columns: ['Node', 'Asks', 'Yes to', 'No to', 'Missing', 'Adds', 'Cover', 'Gain'], rows }
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
