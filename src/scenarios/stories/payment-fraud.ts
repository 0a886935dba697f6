import type { Scenario } from '../scenario.ts'
import { paymentFraudLanes, paymentFraudPresets } from './payment-fraud-presets.ts'

export const paymentFraud: Scenario = {
  id: 'payment-fraud',
  label: 'Payment fraud',
  point: 'One payment in hundreds or in ten thousand is fraud, errors differ in cost, and labels come late.',
  dataset: 'payment-fraud',
  expectedBias:
    'Frauds come in episodes, so here it is off: over 200 seeds PR AUC and normalised entropy of the truth are off by +0.4 % and +21.5 % at 5 expected frauds, −2.4 % and +5.7 % at 20 expected frauds, −0.5 % and +1.2 % at 100 expected frauds.',
  steps: ['data', 'models', 'evaluation', 'decisions', 'operation'],
  budgetMs: 100,
  value: { kind: 'threshold', unit: 'money' },
  drift: 'concept',
  metrics: ['prAuc', 'auc', 'cardPrecision', 'logLoss', 'calibrationError'],
  lanes: paymentFraudLanes,
  presets: paymentFraudPresets,
}
