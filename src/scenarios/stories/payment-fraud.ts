import type { Scenario } from '../scenario.ts'
import { paymentFraudPresets } from './payment-fraud-presets.ts'

export const paymentFraud: Scenario = {
  id: 'payment-fraud',
  label: 'Payment fraud',
  point: 'One payment in hundreds or in ten thousand is fraud, mistakes differ in price, and labels come late.',
  dataset: 'payment-fraud',
  budgetMs: 100,
  metrics: ['prAuc', 'auc', 'cardPrecision', 'logLoss', 'calibrationError'],
  lanes: [
    { id: 'logistic', model: 'logistic', settings: { epochs: 10 } },
    { id: 'gbdt', model: 'gbdt', settings: {} },
    { id: 'dcn-v2', model: 'dcn-v2', settings: {} },
  ],
  presets: paymentFraudPresets,
}
