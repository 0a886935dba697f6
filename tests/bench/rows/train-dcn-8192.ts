import { dcn } from '../networks.ts'
import { training } from '../training.ts'

export const trainDcn8192 = training('trainDcn8192', 'DCN-V2', dcn, 8192)
