import type { Bench } from '../bench.ts'
import { auc1M } from './auc-1m.ts'
import { drawAdTable } from './draw-ad-table.ts'
import { drawFraudTable } from './draw-fraud-table.ts'
import { evaluate } from './evaluate.ts'
import { importCsv } from './import-csv.ts'
import { intervals } from './intervals.ts'
import { ndcg } from './ndcg.ts'
import { prAuc1M } from './pr-auc-1m.ts'
import { scoreDcnCpu } from './score-dcn-cpu.ts'
import { scoreDcnWebgpu } from './score-dcn-webgpu.ts'
import { scoreFolded } from './score-folded.ts'
import { scoreLargeTable } from './score-large-table.ts'
import { scoreLowRankCpu } from './score-low-rank-cpu.ts'
import { scoreLowRankWebgpu } from './score-low-rank-webgpu.ts'
import { trainDcn512 } from './train-dcn-512.ts'
import { trainDcn8192 } from './train-dcn-8192.ts'
import { trainGbdt } from './train-gbdt.ts'
import { trainLogistic } from './train-logistic.ts'
import { trainLowRank512 } from './train-low-rank-512.ts'
import { trainLowRank8192 } from './train-low-rank-8192.ts'
import { trainVocabulary } from './train-vocabulary.ts'

export const benches: readonly Bench[] = [
  trainDcn512,
  trainDcn8192,
  scoreDcnCpu,
  scoreDcnWebgpu,
  scoreLargeTable,
  trainLowRank512,
  trainLowRank8192,
  scoreLowRankCpu,
  scoreLowRankWebgpu,
  scoreFolded,
  trainVocabulary,
  trainLogistic,
  trainGbdt,
  auc1M,
  prAuc1M,
  ndcg,
  evaluate,
  intervals,
  drawAdTable,
  drawFraudTable,
  importCsv,
]
