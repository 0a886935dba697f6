import { dcn } from '../networks.ts'
import { training } from '../training.ts'

export const trainDcn512 = training('trainDcn512', 'DCN-V2', dcn, 512)
