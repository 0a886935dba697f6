import { averagePrecision } from '../../../src/core/metrics/kinds/pr-auc.ts'
import { createSortScratch, sortDescending } from '../../../src/core/metrics/sort/descending.ts'
import type { Bench } from '../bench.ts'
import { inNode } from '../in-node.ts'
import { inPython } from '../in-python.ts'
import { scoresAndLabels } from '../scores.ts'

const rows = 1_000_000

export const prAuc1M: Bench = {
  id: 'prAuc1M',
  label: 'average precision of a million scores',
  unit: 'scores',
  ours: inNode(() => {
    const { scores, labels } = scoresAndLabels(rows)
    const scratch = createSortScratch(rows)
    return {
      run() {
        averagePrecision(sortDescending(scores, scratch), labels)
        return rows
      },
    }
  }),
  peers: [inPython('prAuc1M')],
}
