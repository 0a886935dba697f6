import { formatCompact, formatMetric, formatSigned } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Schema } from '../../core/kernel/table.ts'
import type { Ensemble } from '../../core/trees/ensemble.ts'
import { treeNodes, type TreeNode } from '../../core/trees/tree-nodes.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'trees',
  label: 'One tree',
  help:
    'A row starts at the left and takes one split after another; the value of its leaf is added to its score, in ' +
    'logits. Cover is the weight of the training rows that pass, Σ p (1 − p): a row with a probability near 0 or 1 hardly counts. One tree says little: the score is the sum of all of them.',
  needs: 'runs',
} as const satisfies View

const MOST_TABLE_ROWS = 500

export function speakTree(ensemble: Ensemble | null, index: number, schema: Schema | null): string {
  const tree = ensemble?.trees[index]
  if (!ensemble || !tree) return `${view.label}: no trees yet`
  const leaves = [...tree.value.keys()].filter((node) => tree.feature[node] < 0).map((node) => tree.value[node])
  const extent =
    leaves.length > 1
      ? `${leaves.length} leaves, adding ${formatSigned(leaves.reduce((a, b) => Math.min(a, b)))} to ${formatSigned(leaves.reduce((a, b) => Math.max(a, b)))} logits`
      : `one leaf, adding ${formatSigned(leaves[0])} logits`
  const { question } = treeNodes(ensemble, index, schema, 0)
  return `Tree ${index + 1} of ${ensemble.trees.length}${question ? `: the first split is whether ${question}` : ''}; ${extent}`
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
