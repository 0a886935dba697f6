import { DAY } from '../../core/kernel/time.ts'
import { pointAt } from '../../core/metrics/curves/point.ts'
import type { Lane, Preset, RunEvidence } from '../scenario.ts'
import { compared, isAlike, isOf, turnedRuns, value } from './compare.ts'

/** A merchant of fewer payments expects less than a handful of frauds: a weight of its own would learn them too closely. */
const MERCHANT_ROWS = 1000

/** Its loss has one minimum: it goes there, and stops for nothing. */
const logistic: Lane = {
  id: 'logistic',
  model: 'logistic',
  settings: { epochs: 20, patience: 0, minCount: MERCHANT_ROWS },
}
const trees: Lane = { id: 'gbdt', model: 'gbdt', settings: { maxDepth: 4 } }
/** One tree, grown as far as three questions and no further: neither boosted nor shrunk. */
const tree: Lane = {
  id: 'tree',
  model: 'gbdt',
  settings: { rounds: 1, eta: 1, maxDepth: 3, minChildWeight: 0, lambda: 0 },
}
const smote = { treatment: 'smote', smoteShare: 0.5 }
const crosses: Lane = { id: 'dcn-v2', model: 'dcn-v2', settings: { epochs: 5, minCount: MERCHANT_ROWS } }

/** The entrants of the default race. */
export const paymentFraudLanes: readonly Lane[] = [logistic, trees, crosses]

export const paymentFraudPresets: readonly Preset[] = [
  {
    id: 'default-race',
    label: 'Default race',
    verdict: 'good',
    story:
      'Five payments in a thousand are fraud. What gives them away are combinations (a new device and a large amount), so trees and crosses find more of them than a linear model.',
    goal: 'Train all three. Trees should pass logistic regression by 0.02 in PR AUC or more.',
    reached: ({ runs }) => {
      const { low, high } = compared(runs, isOf('logistic'), isOf('gbdt'), 'prAuc')
      return low !== null && high !== null && high - low >= 0.02 && runs.some(isOf('dcn-v2'))
    },
    restsOn: { part: 'test', positives: [247, 341] },
    world: {},
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'one-in-ten-thousand',
    label: 'One in ten thousand',
    verdict: 'bad',
    story:
      'A hundred frauds in a million payments, in some thirty episodes; half of them to learn from. AUC still looks fine and moves with every seed; precision is what an analyst notices. The simplest model does best: trees memorise so few frauds, small ones less so, and a lower least child weight does not help them. Watch how wide the intervals are before you call a model better. At some seeds validation has no fraud at all, and no threshold can be chosen by it: take another seed, or more rows.',
    goal: 'Find a threshold that catches 30 % of the frauds, and look at how many of its alerts are right.',
    reached: ({ runs, threshold }) =>
      threshold !== null && runs.some((run) => (pointAt(run.report.curves.thresholds, threshold).recall ?? 0) >= 0.3),
    restsOn: { part: 'validation', positives: [0, 15] },
    world: { baseRate: 0.0001, rows: 1_000_000 },
    lanes: [
      { ...logistic, settings: { ...logistic.settings, epochs: 4 } },
      trees,
      { ...trees, id: 'gbdt-small', settings: { maxDepth: 2, minChildWeight: 0.1 } },
    ],
    step: 'decisions',
    metric: 'prAuc',
  },
  {
    id: 'five-million',
    label: 'Five million payments',
    verdict: 'good',
    story:
      'One payment in ten thousand is fraud, and some 350 of them are there to learn from. Fifty would be too few for trees; so many let them find the combinations that give fraud away. It takes about two minutes and up to 1.5 GB of memory, and the page can be used meanwhile.',
    goal: 'Train all three. Trees should have at least twice the PR AUC of logistic regression.',
    reached: ({ runs }) => {
      const { low, high } = compared(runs, isOf('logistic'), isOf('gbdt'), 'prAuc')
      return low !== null && high !== null && high >= 2 * low && runs.some(isOf('dcn-v2'))
    },
    restsOn: { part: 'test', positives: [104, 104], seeds: 1 },
    world: { baseRate: 0.0001, rows: 5_000_000 },
    lanes: [
      { ...logistic, settings: { epochs: 4, minCount: MERCHANT_ROWS } },
      trees,
      { ...crosses, settings: { epochs: 3, minCount: MERCHANT_ROWS } },
    ],
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'weights-ruin-probabilities',
    label: 'Balanced weights, wrong probabilities',
    verdict: 'bad',
    story:
      'Both classes weigh the same, as many tutorials advise. AUC hardly moves, PR AUC loses, and every predicted probability of fraud is far too high, thirty to forty times on average: a threshold or a cost computed from it is nonsense until the weight is undone.',
    goal: 'Train both, then turn the undoing on: calibration error should fall to a tenth, with AUC within 0.02 of the model without weights.',
    reached: ({ runs }) => {
      const weighed = runs.filter((run) => run.settings.treatment === 'class-weights')
      const bent = weighed.findLast((run) => run.settings.undo === false)
      const undone = weighed.findLast((run) => run.settings.undo === true && bent && isAlike(run, bent))
      const plain = runs.findLast((run) => run.settings.treatment === 'none' && undone && isAlike(run, undone))
      const [before, after] = [value(bent, 'calibrationError'), value(undone, 'calibrationError')]
      const [auc, plainAuc] = [value(undone, 'auc'), value(plain, 'auc')]
      if (before === null || after === null || auc === null || plainAuc === null) return false
      return after <= before / 10 && Math.abs(auc - plainAuc) <= 0.02
    },
    restsOn: { part: 'test', positives: [247, 341] },
    world: {},
    lanes: [
      logistic,
      {
        ...logistic,
        id: 'logistic-balanced',
        settings: { ...logistic.settings, treatment: 'class-weights', undo: false },
      },
    ],
    step: 'evaluation',
    metric: 'calibrationError',
  },
  {
    id: 'smote-on-its-merits',
    label: 'What SMOTE changes',
    verdict: 'bad',
    story:
      'Synthetic positives between real ones, until half the rows are fraud. A single small tree gains AUC by it and loses at the top of the list, where the money is; a hundred boosted trees only lose, and no formula corrects its probabilities.',
    goal: 'Train all four, and compare each with its twin: the single tree should gain AUC and lose PR AUC.',
    reached: ({ runs }) => {
      const isTree = (treatment: string) => (run: RunEvidence) =>
        run.settings.treatment === treatment && run.settings.rounds === tree.settings.rounds
      const auc = compared(runs, isTree('none'), isTree('smote'), 'auc')
      const prAuc = compared(runs, isTree('none'), isTree('smote'), 'prAuc')
      if (auc.low === null || auc.high === null || prAuc.low === null || prAuc.high === null) return false
      return auc.high > auc.low && prAuc.high < prAuc.low
    },
    restsOn: { part: 'test', positives: [247, 341] },
    world: {},
    lanes: [
      tree,
      { ...tree, id: 'tree-smote', settings: { ...tree.settings, ...smote } },
      trees,
      { ...trees, id: 'gbdt-smote', settings: { ...trees.settings, ...smote } },
    ],
    step: 'models',
    metric: 'prAuc',
  },
  {
    id: 'random-split-flatters',
    label: 'A random split is too good',
    verdict: 'bad',
    story:
      'One episode is many payments, and here a fraud is confirmed five days late on average. Drawn at random, most payments of an episode are in training and the rest are the test, and no label has to wait until it is known. By time, the test has new episodes, and training only the rows whose labels had settled: a third of them.',
    goal: 'Train with the random split, then by time, and see PR AUC fall.',
    reached: ({ runs }) => {
      const random = runs.findLast((run) => run.recipe.split.split === 'random')
      const timed = runs.findLast((run) => run.recipe.split.split === 'time' && random && isAlike(run, random))
      const [flattered, honest] = [shareOfCeiling(random), shareOfCeiling(timed)]
      return flattered !== null && honest !== null && flattered > honest
    },
    restsOn: { part: 'test', positives: [247, 342] },
    world: { labelDelay: 5 },
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
      'Merchant risk counts frauds that were not reported yet. Measured on labels as they fell, AUC passes the best possible value, which no model without a leak can: so the ceiling shows that there is a leak. Values against true probabilities do not show it: they weigh by the true probability, and the leak knows only labels.',
    goal: 'Measure against labels, train with the leak and without it, and see AUC above the ceiling come back down.',
    reached: ({ runs }) =>
      turnedRuns(runs, 'leak', [true, false]).some(
        ([leaky, honest]) => isAboveCeiling(leaky) && !isAboveCeiling(honest)
      ),
    restsOn: { part: 'test', positives: [247, 341] },
    world: { leak: true },
    turns: ['leak'],
    lanes: [trees],
    step: 'models',
    metric: 'auc',
  },
  {
    id: 'labels-come-late',
    label: 'Labels come late',
    verdict: 'bad',
    story:
      'Here frauds are confirmed two weeks late on average. Training on everything up to yesterday teaches the newest frauds to the model as genuine payments; waiting for settled rows leaves half as many rows, and older ones. Only hindsight has all rows with their final labels, and production never has that.',
    goal: 'Train with labels as known then, with settled rows only and with hindsight: PR AUC in hindsight should be above both.',
    reached: ({ runs }) =>
      turnedRuns(runs, 'labels', ['asKnown', 'known', 'final']).some((company) => {
        const [then, settled, hindsight] = company.map((run) => value(run, 'prAuc'))
        if (then === null || settled === null || hindsight === null) return false
        return hindsight > then && hindsight > settled
      }),
    restsOn: { part: 'test', positives: [310, 391] },
    world: { labelDelay: 14, customers: 5000 },
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
      'A missed fraud costs its amount, a false alarm upsets a customer, every alert takes an analyst’s time. The cheapest threshold is none of those that metrics suggest.',
    goal: 'Train, then put the threshold where 10,000 payments cost least.',
    restsOn: { part: 'validation', positives: [61, 98] },
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
      'Fraudsters learn what is detected: their amounts, devices and hours become like those of genuine payments. No feature drifts as a whole, for fraud is too rare to be seen in any histogram.',
    goal: 'Train, start the traffic, let the adversary adapt, and see PR AUC fall while feature stability stays calm.',
    restsOn: { part: 'window', positives: [9, 57] },
    world: { baseRate: 0.01 },
    drift: { kind: 'adversary', shape: 'sudden', size: 1, span: 2 * DAY },
    step: 'operation',
    metric: 'prAuc',
  },
]

/** How much of the best possible PR AUC a run reached. */
function shareOfCeiling(run: RunEvidence | undefined): number | null {
  const reached = value(run, 'prAuc')
  const ceiling = run?.ceiling?.expected.prAuc ?? run?.ceiling?.sampled.prAuc
  return reached === null || !ceiling ? null : reached / ceiling
}

/** On the labels that fell: an expected value cannot be above it. */
function isAboveCeiling({ report, ceiling }: RunEvidence): boolean {
  const [reached, best] = [report.test?.sampled.auc, ceiling?.sampled.auc]
  return reached != null && best != null && reached > best
}
