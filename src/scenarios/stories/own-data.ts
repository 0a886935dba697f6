import type { Scenario } from '../scenario.ts'

export const ownData: Scenario = {
  id: 'own-data',
  label: 'Your own data',
  point:
    'Your own CSV or Parquet file. Nobody knows its true probabilities, so there is no ceiling to hold a model against.',
  dataset: 'own-data',
  truth: false,
  step: 'data',
  steps: ['data', 'models', 'evaluation', 'decisions', 'operation'],
  budgetMs: 100,
  value: { kind: 'threshold', unit: 'money' },
  metrics: ['prAuc', 'auc', 'logLoss', 'calibrationError', 'cardPrecision'],
  lanes: [
    { id: 'logistic', model: 'logistic', settings: {} },
    { id: 'gbdt', model: 'gbdt', settings: {} },
  ],
  presets: [],
}
