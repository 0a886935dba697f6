import { lowRank } from '../networks.ts'
import { training } from '../training.ts'

export const trainLowRank512 = training('trainLowRank512', 'a low-rank DCN-V2', lowRank, 512)
