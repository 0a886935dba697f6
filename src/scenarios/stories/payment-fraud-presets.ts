import { pointAt } from '../../core/metrics/curves/point.ts'
import type { Preset, RunEvidence } from '../scenario.ts'
import { compared, isAlike, isOf, value } from './compare.ts'

const DAY = 86_400
const logistic = { id: 'logistic', model: 'logistic', settings: { epochs: 10 } }
const trees = { id: 'gbdt', model: 'gbdt', settings: {} }

export const paymentFraudPresets: readonly Preset[] = [
  {
    id: 'default-race',
    label: 'Default race',
    verdict: 'good',
    story:
      'Five payments in a thousand are fraud. What gives them away are combinations (a new device and a large amount), so trees and crosses find more of them than a linear model.',
    goal: 'Train all three. Trees should pass logistic regression by 0.02 in PR-AUC or more.',
    reached: ({ runs }) => {
      const { low, high } = compared(runs, isOf('logistic'), isOf('gbdt'), 'prAuc')
      return low !== null && high !== null && high - low >= 0.02
    },
    world: {},
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'one-in-ten-thousand',
    label: 'One in ten thousand',
    verdict: 'bad',
    story:
      'A hundred positives in a million rows. AUC still looks fine and moves with every seed; precision is what an analyst feels. Watch how wide the intervals are before you call a model better.',
    goal: 'Find a threshold that catches 30 % of the frauds, and look at how many of its alerts are right.',
    reached: ({ runs, threshold }) =>
      threshold !== null && runs.some((run) => (pointAt(run.report.curves.thresholds, threshold).recall ?? 0) >= 0.3),
    world: { baseRate: 0.0001, rows: 1_000_000 },
    step: 'decisions',
    metric: 'prAuc',
  },
  {
    id: 'weights-ruin-probabilities',
    label: 'Balanced, and ruined',
    verdict: 'bad',
    story:
      'Both classes weigh the same, as so many tutorials have it. The ranking hardly moves, and every probability is a hundred times too high: a threshold or a cost computed from them is nonsense until the weight is undone.',
    goal: 'Turn the undoing on: calibration error should fall to a tenth, with AUC within 0.01.',
    reached: ({ runs }) => {
      const weighed = runs.filter((run) => run.settings.treatment === 'class-weights')
      const bent = weighed.findLast((run) => run.settings.undo === false)
      const undone = weighed.findLast((run) => run.settings.undo === true && bent && isAlike(run, bent))
      const [before, after] = [value(bent, 'calibrationError'), value(undone, 'calibrationError')]
      const [low, high] = [value(bent, 'auc'), value(undone, 'auc')]
      return (
        before !== null &&
        after !== null &&
        low !== null &&
        high !== null &&
        after <= before / 10 &&
        Math.abs(high - low) <= 0.01
      )
    },
    world: {},
    lanes: [{ ...logistic, settings: { treatment: 'class-weights', undo: false } }],
    step: 'evaluation',
    metric: 'calibrationError',
  },
  {
    id: 'smote-on-its-merits',
    label: 'SMOTE on its own merits',
    verdict: 'bad',
    story:
      'Invented positives between real ones. Shallow trees may rank a little better for it and lose at the top of the list, where the money is; and nothing undoes what it does to probabilities.',
    goal: 'Train trees with and without it, and compare AUC and PR-AUC.',
    reached: ({ runs }) => {
      const treated = runs.findLast((run) => run.settings.treatment === 'smote')
      return runs.some((run) => run.settings.treatment === 'none' && treated !== undefined && isAlike(run, treated))
    },
    world: { rows: 200_000 },
    lanes: [trees, { id: 'gbdt-smote', model: 'gbdt', settings: { treatment: 'smote' } }],
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'random-split-flatters',
    label: 'A random split flatters',
    verdict: 'bad',
    story:
      'One episode is many payments. Dealt at random, half of them are in training and the other half are the test; and labels come from the future. By time, the test has only what nobody has seen.',
    goal: 'Train with the random split, then by time, and see PR-AUC fall.',
    reached: ({ runs }) => {
      const random = runs.findLast((run) => run.split.split === 'random')
      const timed = runs.findLast((run) => run.split.split === 'time' && random && isAlike(run, random))
      const [flattered, honest] = [shareOfCeiling(random), shareOfCeiling(timed)]
      return flattered !== null && honest !== null && flattered > honest
    },
    world: {},
    split: { split: 'random' },
    turns: ['split'],
    lanes: [trees],
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'a-leak',
    label: 'A feature that knows too much',
    verdict: 'bad',
    story:
      'Terminal risk counts frauds that nobody had reported yet. Models pass the best possible value, which no honest model can: that is how the ceiling gives a leak away.',
    goal: 'Train with the leak and without it, and see a model above the ceiling come back down.',
    reached: ({ runs }) => {
      const leaky = runs.findLast((run) => run.world.leak === true)
      const honest = runs.findLast((run) => run.world.leak === false && run.model === leaky?.model)
      const [high, low] = [value(leaky, 'prAuc'), value(honest, 'prAuc')]
      return high !== null && low !== null && high > low
    },
    world: { leak: true },
    turns: ['leak'],
    lanes: [trees],
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'labels-come-late',
    label: 'Labels come late',
    verdict: 'bad',
    story:
      'Here frauds are confirmed two weeks late on average. Whoever trains on everything up to yesterday teaches the newest frauds to the model as genuine payments.',
    goal: 'Train with labels as known then, with settled rows only and with hindsight, and compare.',
    reached: ({ runs }) => new Set(runs.map((run) => run.split.labels)).size >= 3,
    world: { labelDelay: 14 },
    split: { labels: 'asKnown' },
    turns: ['labels'],
    lanes: [trees],
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'what-it-costs',
    label: 'What it costs',
    verdict: 'good',
    story:
      'A missed fraud costs its amount, a false alarm a customer, every alert a look. The cheapest threshold is none of those that metrics suggest.',
    goal: 'Train, then put the threshold where 10,000 payments cost least.',
    world: {},
    lanes: [logistic, trees],
    step: 'decisions',
    metric: 'prAuc',
  },
  {
    id: 'the-adversary-adapts',
    label: 'The adversary adapts',
    verdict: 'bad',
    story:
      'Fraudsters learn what gets caught: amounts, devices and hours come to look like everybody’s. No feature drifts as a whole, for fraud is too rare to be seen in any histogram.',
    goal: 'Train, start the traffic, let the adversary adapt, and see PR-AUC fall while feature stability stays calm.',
    world: { baseRate: 0.01 },
    drift: { kind: 'adversary', shape: 'sudden', size: 1, span: 2 * DAY },
    step: 'operation',
    metric: 'prAuc',
  },
]

/** How much of the best possible PR-AUC a run reached. */
function shareOfCeiling(run: RunEvidence | undefined): number | null {
  const reached = value(run, 'prAuc')
  const ceiling = run?.ceiling?.expected.prAuc ?? run?.ceiling?.sampled.prAuc
  return reached === null || !ceiling ? null : reached / ceiling
}
