import type { Scenario } from '../scenario.ts'
import { adCtrPresets } from './ad-ctr-presets.ts'

export const adCtr: Scenario = {
  id: 'ad-ctr',
  label: 'Ad clicks',
  point:
    'Millions of impressions, few clicks: probabilities must be right, and a high position is not the same as a good ad.',
  dataset: 'ad-ctr',
  steps: ['data', 'models', 'evaluation', 'decisions', 'operation'],
  budgetMs: 50,
  value: { kind: 'auction', unit: 'dollars' },
  drift: 'concept',
  metrics: ['auc', 'logLoss', 'ndcg', 'prAuc', 'calibrationError'],
  lanes: [
    { id: 'logistic', model: 'logistic', settings: {} },
    { id: 'dcn-v2', model: 'dcn-v2', settings: {} },
  ],
  presets: adCtrPresets,
}
