import { lowRank } from '../networks.ts'
import { scoringOnCpu } from '../scoring.ts'

export const scoreLowRankCpu = scoringOnCpu('scoreLowRankCpu', 'a low-rank DCN-V2', lowRank)
