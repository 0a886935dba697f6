import { dcn } from '../networks.ts'
import { scoringOnGpu } from '../scoring.ts'

export const scoreDcnWebgpu = scoringOnGpu('scoreDcnWebgpu', 'DCN-V2', dcn)
