import { dcn } from '../networks.ts'
import { scoringOnCpu } from '../scoring.ts'

export const scoreDcnCpu = scoringOnCpu('scoreDcnCpu', 'DCN-V2', dcn)
