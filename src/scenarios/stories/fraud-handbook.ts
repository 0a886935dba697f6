import type { Preset, Scenario } from '../scenario.ts'
import { isOf, turnedRuns, value } from './compare.ts'

const presets: readonly Preset[] = [
  {
    id: 'the-books-table',
    label: 'The book’s table',
    verdict: 'good',
    story:
      'Train a week, wait a week for the labels, test a week, with known cards gone: the protocol of the fraud detection handbook, whose published numbers stand beside yours.',
    goal: 'Train both. Your AUCs should lie within 0.05 of the published ones: a test week of some 400 frauds moves AUC by 0.02 from seed to seed.',
    reached: ({ runs }) => {
      const [logistic, trees] = ['logistic', 'gbdt'].map((model) =>
        value(
          runs.findLast((run) => run.model === model),
          'auc'
        )
      )
      return logistic != null && trees != null && Math.abs(logistic - 0.871) <= 0.05 && Math.abs(trees - 0.862) <= 0.05
    },
    restsOn: { part: 'test', positives: [382, 469] },
    world: {},
    step: 'evaluation',
    metric: 'auc',
  },
  {
    id: 'risk-without-delay',
    label: 'Risk that knows the future',
    verdict: 'bad',
    story:
      'A terminal’s risk counts frauds the moment they happen, this payment’s own included. In production they are known a week later: average precision is above 0.96 here, and cannot be reached there.',
    goal: 'Train with the leak, then without it on the same rows, and see average precision fall by 0.1 or more.',
    reached: ({ runs }) =>
      turnedRuns(runs, 'leak', [true, false]).some((pair) => {
        const [high, low] = pair.map((run) => value(run, 'prAuc'))
        return high !== null && low !== null && high - low >= 0.1
      }),
    restsOn: { part: 'test', positives: [382, 469] },
    world: { leak: true },
    turns: ['leak'],
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'days-dealt-at-random',
    label: 'Days drawn at random',
    verdict: 'bad',
    story:
      'Drawn at random, training has every day of the table, later ones too, rows of the very terminals and cards that the test holds, and labels that were not known yet. The numbers are too good: in production there is only the past, and in this protocol a week of it.',
    goal: 'Train with the random split, then with the prequential one, and see the average precision of trees fall.',
    reached: ({ runs }) =>
      turnedRuns(runs.filter(isOf('gbdt')), 'split', ['random', 'prequential']).some((pair) => {
        const [flattered, plain] = pair.map((run) => value(run, 'prAuc'))
        return flattered !== null && plain !== null && flattered > plain
      }),
    restsOn: { part: 'test', positives: [382, 2164] },
    world: {},
    split: { split: 'random' },
    turns: ['split'],
    step: 'models',
    metric: 'prAuc',
  },
]

export const fraudHandbook: Scenario = {
  id: 'fraud-handbook',
  label: 'Fraud handbook',
  point: 'The handbook’s simulated card payments and its protocol: your numbers beside the published ones.',
  dataset: 'fraud-handbook',
  truth: false,
  steps: ['data', 'models', 'evaluation', 'decisions', 'operation'],
  budgetMs: 100,
  value: { kind: 'threshold', unit: 'money' },
  metrics: ['prAuc', 'auc', 'cardPrecision', 'logLoss', 'calibrationError'],
  lanes: [
    { id: 'logistic', model: 'logistic', settings: { scaling: 'standard', epochs: 20 } },
    { id: 'gbdt', model: 'gbdt', settings: { rounds: 100, maxDepth: 6, eta: 0.3, patience: 0 } },
  ],
  presets,
}
