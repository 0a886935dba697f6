import type { Bench } from '../bench.ts'
import { auc1M } from './auc-1m.ts'
import { drawAdTable } from './draw-ad-table.ts'
import { evaluate } from './evaluate.ts'
import { ndcg } from './ndcg.ts'
import { scoreDcnCpu } from './score-dcn-cpu.ts'
import { trainDcn512 } from './train-dcn-512.ts'

export const benches: readonly Bench[] = [auc1M, ndcg, evaluate, drawAdTable, trainDcn512, scoreDcnCpu]
