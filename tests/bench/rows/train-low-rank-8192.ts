import { lowRank } from '../networks.ts'
import { training } from '../training.ts'

export const trainLowRank8192 = training('trainLowRank8192', 'a low-rank DCN-V2', lowRank, 8192)
