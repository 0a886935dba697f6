import { logistic } from '../networks.ts'
import { training } from '../training.ts'

export const trainLogistic = training('trainLogistic', 'a logistic regression', logistic, 512)
