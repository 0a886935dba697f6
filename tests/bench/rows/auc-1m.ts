import { aucOf } from '../../../src/core/metrics/kinds/auc.ts'
import { createSortScratch, sortDescending } from '../../../src/core/metrics/sort/descending.ts'
import type { Bench } from '../bench.ts'
import { inNode } from '../in-node.ts'
import { inPython } from '../in-python.ts'
import { scoresAndLabels } from '../scores.ts'

const rows = 1_000_000

export const auc1M: Bench = {
  id: 'auc1M',
  label: 'exact AUC of a million scores',
  unit: 'scores',
  ours: inNode(() => {
    const { scores, labels } = scoresAndLabels(rows)
    const scratch = createSortScratch(rows)
    return {
      run() {
        aucOf(sortDescending(scores, scratch), labels)
        return rows
      },
    }
  }),
  peers: [inPython('auc1M')],
}
