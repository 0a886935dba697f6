import type { Scenario } from '../scenario.ts'
import { paymentFraudLanes, paymentFraudPresets } from './payment-fraud-presets.ts'

export const paymentFraud: Scenario = {
  id: 'payment-fraud',
  label: 'Payment fraud',
  point: 'One payment in hundreds or in ten thousand is fraud, mistakes differ in price, and labels come late.',
  dataset: 'payment-fraud',
  budgetMs: 100,
  metrics: ['prAuc', 'auc', 'cardPrecision', 'logLoss', 'calibrationError'],
  lanes: paymentFraudLanes,
  presets: paymentFraudPresets,
}
