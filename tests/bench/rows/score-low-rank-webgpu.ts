import { lowRank } from '../networks.ts'
import { scoringOnGpu } from '../scoring.ts'

export const scoreLowRankWebgpu = scoringOnGpu('scoreLowRankWebgpu', 'a low-rank DCN-V2', lowRank)
