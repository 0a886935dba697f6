import { aucOf } from '../../../src/core/metrics/kinds/auc.ts'
import type { Bench } from '../bench.ts'
import { inPython } from '../in-python.ts'
import { ofAMillion } from '../sorted.ts'

export const auc1M: Bench = {
  id: 'auc1M',
  label: 'exact AUC of a million scores',
  unit: 'scores',
  ours: ofAMillion(aucOf),
  peers: [inPython('auc1M')],
}
