import type { Bench } from '../bench.ts'
import { aucMillion } from './auc-million.ts'
import { drawAdTable } from './draw-ad-table.ts'
import { evaluate } from './evaluate.ts'
import { ndcg } from './ndcg.ts'
import { scoreDcn } from './score-dcn.ts'
import { trainDcn512 } from './train-dcn-512.ts'

export const benches: readonly Bench[] = [aucMillion, ndcg, evaluate, drawAdTable, trainDcn512, scoreDcn]
