import type { Scenario } from '../scenario.ts'

export const ownData: Scenario = {
  id: 'own-data',
  label: 'Your own data',
  point:
    'Your own CSV or Parquet file. Its true probabilities are not known, so there is no best possible value to compare a model with.',
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
