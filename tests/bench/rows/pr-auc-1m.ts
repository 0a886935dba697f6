import { averagePrecision } from '../../../src/core/metrics/kinds/pr-auc.ts'
import type { Bench } from '../bench.ts'
import { inPython } from '../in-python.ts'
import { ofAMillion } from '../sorted.ts'

export const prAuc1M: Bench = {
  id: 'prAuc1M',
  label: 'average precision of a million scores',
  unit: 'scores',
  ours: ofAMillion(averagePrecision),
  peers: [inPython('prAuc1M')],
}
