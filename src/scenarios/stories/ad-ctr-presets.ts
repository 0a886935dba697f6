import { DAY } from '../../core/kernel/time.ts'
import { pointAt } from '../../core/metrics/curves/point.ts'
import { positiveWeight, thinnedAveragePrecision } from '../../core/metrics/curves/prevalence.ts'
import type { Evidence, Preset, RunEvidence } from '../scenario.ts'
import { compared, isAlike, isOf, value } from './compare.ts'

const logistic = { id: 'logistic', model: 'logistic', settings: {} }
const dcn = { id: 'dcn-v2', model: 'dcn-v2', settings: {} }

export const adCtrPresets: readonly Preset[] = [
  {
    id: 'default-race',
    label: 'Default race',
    verdict: 'good',
    story:
      'Three clicks in a hundred, and effects that only pairs of features have. A linear model cannot learn them, a cross network can.',
    goal: 'Train both. DCN-V2 should close at least half of the AUC gap that logistic regression leaves.',
    reached: ({ runs }) => {
      const { low, high, ceiling } = compared(runs, isOf('logistic'), isOf('dcn-v2'))
      return low !== null && high !== null && !!ceiling && high - low >= (ceiling - low) / 2
    },
    restsOn: { part: 'test', positives: [1722, 1833] },
    world: {},
    step: 'models',
    metric: 'auc',
  },
  {
    id: 'crosses-by-hand',
    label: 'Crosses by hand',
    verdict: 'good',
    story:
      'Logistic regression is given the right pairs of features, multiplied by hand, and closes most of the gap. DCN-V2 comes as far without knowing the pairs.',
    goal: 'Train all three. Hand-made crosses should lift logistic regression by 0.02 AUC or more.',
    reached: ({ runs }) => {
      const { low: plain, high: crossed } = compared(
        runs,
        (run) => run.model === 'logistic' && run.settings.crosses === 'none',
        (run) => run.model === 'logistic' && run.settings.crosses !== 'none'
      )
      return plain !== null && crossed !== null && crossed - plain >= 0.02
    },
    restsOn: { part: 'test', positives: [1722, 1833] },
    world: {},
    lanes: [logistic, { id: 'by-hand', model: 'logistic', settings: { crosses: 'true' } }, dcn],
    step: 'models',
    metric: 'auc',
  },
  {
    id: 'accuracy-paradox',
    label: 'The accuracy paradox',
    verdict: 'bad',
    story:
      'Three clicks in a thousand: a model that always answers "no" is right 99.7 % of the time and finds nothing. Accuracy falls when a model begins to find clicks.',
    goal: 'Train, then move the threshold until at least 30 % of the clicks are found, and compare accuracies.',
    reached: ({ runs, threshold }) =>
      threshold !== null && runs.some((run) => (pointAt(run.report.curves.thresholds, threshold).recall ?? 0) >= 0.3),
    restsOn: { part: 'validation', positives: [269, 323] },
    world: { baseRate: 0.003, rows: 1_000_000 },
    step: 'evaluation',
  },
  {
    id: 'roc-flatters',
    label: 'ROC looks too good',
    verdict: 'bad',
    story:
      'Three impressions in a hundred are clicked, and the ROC curve looks good. Thin the clicks to one in a thousand: model, rows and ROC curve are the same, yet nearly all alerts of the model are wrong now. ROC does not depend on the share of positives; precision does.',
    goal: 'Train, then lower Prevalence to 0.1 % or less: PR AUC should fall to a fifth, and ROC AUC should not move.',
    reached: ({ runs, prevalence }) =>
      prevalence !== null && prevalence <= 0.001 && runs.some((run) => prAucKept(run, prevalence) <= 0.2),
    restsOn: { part: 'validation', positives: [862, 951] },
    world: {},
    lanes: [{ id: 'dcn-v2', model: 'dcn-v2', settings: {} }],
    step: 'evaluation',
    metric: 'prAuc',
  },
  {
    id: 'one-epoch-too-many',
    label: 'One epoch too many',
    verdict: 'bad',
    story:
      'Every rare value has an embedding of its own, without any regularisation. In the second epoch DCN-V2 memorises the training rows: training loss falls, validation loss climbs.',
    goal: 'Keep at least two epochs, yet keep weights within 0.5 % of the best validation log loss. Early stop (Patience) does it, and an L2 penalty of 0.001 at a worse loss; a minimum count only makes the climb smaller.',
    reached: ({ runs }) =>
      runs.some((run) => {
        const losses = run.evaluations.map(({ validation }) => validation.sampled.logLoss ?? Infinity)
        const kept = losses[run.evaluations.findIndex(({ rowsSeen }) => rowsSeen === run.report.bestRowsSeen)]
        return (
          run.model === 'dcn-v2' &&
          Number(run.settings.epochs) >= 2 &&
          (kept ?? losses.at(-1) ?? Infinity) <= Math.min(...losses) * 1.005
        )
      }),
    restsOn: { part: 'validation', positives: [862, 951] },
    world: {},
    lanes: [{ id: 'dcn-v2', model: 'dcn-v2', settings: { minCount: 1, epochs: 4, patience: 0, l2: 0 } }],
    step: 'models',
    metric: 'logLoss',
  },
  {
    id: 'crosses-off',
    label: 'Crosses off',
    verdict: 'bad',
    story:
      'A world of plain effects. Here logistic regression is the right model, and a deep model only adds time and noise.',
    goal: 'Train both: they should end within 0.005 AUC of each other.',
    reached: ({ runs }) => {
      const { low, high } = compared(runs, isOf('logistic'), isOf('dcn-v2'))
      return low !== null && high !== null && Math.abs(high - low) <= 0.005
    },
    restsOn: { part: 'test', positives: [1745, 1868] },
    world: { crossStrength: 0 },
    step: 'models',
    metric: 'auc',
  },
  {
    id: 'random-split-leaks',
    label: 'A random split leaks time',
    verdict: 'bad',
    story:
      'Campaigns come and go from day to day; here their wander is turned up from 0.1 to 2 logits, so that the effect can be seen. Drawn at random, the test days are also in training, and the score is too good: in production there are only past rows.',
    goal: 'Train with the random split, then by time on the same world, and see the difference disappear.',
    reached: ({ runs }) => {
      const random = runs.findLast((run) => run.recipe.split.split === 'random')
      const timed = runs.findLast((run) => run.recipe.split.split === 'time' && random && isAlike(run, random))
      const [flattered, honest] = [share(random), share(timed)]
      return flattered !== null && honest !== null && flattered - honest >= 0.01
    },
    restsOn: { part: 'test', positives: [1710, 1890] },
    world: { wander: 2 },
    split: { split: 'random' },
    turns: ['split'],
    step: 'models',
    metric: 'auc',
  },
  {
    id: 'right-revenue-wrong-ads',
    label: 'Right revenue, wrong ads',
    verdict: 'bad',
    story:
      'Clicks weigh as much as non-clicks in training, and nothing undoes it: every probability is too high, small ones by more. AUC hardly moves and revenue hides it too, as wrong prices are also higher prices. But slots go to worse ads.',
    goal: 'Train both, and look at what decisions are worth: the clicks of the weighed model should be worth at least 5 % less to those who bid, with AUC within 0.01.',
    reached: ({ runs }) => {
      const plain = runs.findLast((run) => run.settings.treatment === 'none')
      const weighed = runs.findLast(
        (run) =>
          run.settings.treatment === 'class-weights' && run.settings.undo === false && plain && isAlike(run, plain)
      )
      const [right, bent] = [plain, weighed].map((run) => run?.report.value?.test?.welfare?.value.expected ?? null)
      const [auc, bentAuc] = [value(plain, 'auc'), value(weighed, 'auc')]
      if (right === null || bent === null || auc === null || bentAuc === null) return false
      return bent <= 0.95 * right && Math.abs(auc - bentAuc) <= 0.01
    },
    restsOn: { part: 'test', positives: [1722, 1833] },
    world: {},
    lanes: [dcn, { id: 'weighed', model: 'dcn-v2', settings: { treatment: 'class-weights', undo: false } }],
    step: 'decisions',
  },
  {
    id: 'winners-curse',
    label: "The winner's curse",
    verdict: 'bad',
    story:
      'A model of few rows: its probabilities are about right on average, some too high and some too low. An auction picks the largest, and so those that are too high: shown ads are clicked less than predicted.',
    goal: 'Train, and look at what decisions are worth: predicted over true should be at least 5 % higher for shown ads than for all rows. With 300,000 rows the two are within 5 %.',
    reached: ({ runs }) =>
      runs.some(({ report }) => {
        const { chosen, all } = report.value?.test?.overPrediction ?? {}
        return !!chosen?.expected && !!all?.expected && chosen.expected >= 1.05 * all.expected
      }),
    restsOn: { part: 'test', positives: [218, 272] },
    world: { rows: 40_000 },
    lanes: [logistic],
    step: 'decisions',
  },
  {
    id: 'drift',
    label: 'The world moves on',
    verdict: 'bad',
    story:
      'Both models are good on the day they are trained. Then the effects of pairs of features change: nothing in the inputs looks wrong, and AUC falls. A retraining helps as far as its rows are from after the change.',
    goal: 'Train, start the traffic, inject the drift, let a week go by, retrain on it, and see at least half of the lost AUC come back.',
    reached: recovered,
    restsOn: { part: 'window', positives: [30, 379] },
    world: {},
    drift: { kind: 'concept', shape: 'sudden', size: 1, span: 2 * DAY },
    step: 'operation',
    metric: 'auc',
  },
]

/** How much of its PR AUC a run keeps where positives are thinned to this share. */
function prAucKept({ report }: RunEvidence, prevalence: number): number {
  const { thresholds } = report.curves
  const exact = report.validation.sampled.prAuc
  if (!exact) return NaN
  return thinnedAveragePrecision(exact, thresholds, positiveWeight(thresholds, prevalence)) / exact
}

/** How far a run got from guessing to the best possible, in AUC. */
function share(run: RunEvidence | undefined): number | null {
  const reached = value(run, 'auc')
  const ceiling = run?.ceiling?.expected.auc
  return reached === null || !ceiling ? null : (reached - 0.5) / (ceiling - 0.5)
}

/** Mean gap to the ceiling before the drift, between drift and retraining, and after: the last is at most half of the second. */
function recovered({ runs, windows, driftTimes, retrainTimes }: Evidence): boolean {
  const drift = driftTimes[0]
  const retrain = retrainTimes.findLast((time) => time > drift)
  if (runs.length === 0 || drift === undefined || retrain === undefined) return false
  return windows.some((reports) => {
    const gap = (from: number, to: number): number => {
      const gaps = reports
        .filter((report) => report.from >= from && report.to <= to && report.ceiling)
        .map((report) => (report.ceiling?.sampled.auc ?? NaN) - (report.values.sampled.auc ?? NaN))
        .filter(Number.isFinite)
      return gaps.reduce((sum, one) => sum + one, 0) / gaps.length
    }
    const [before, hurt, after] = [gap(-Infinity, drift), gap(drift, retrain), gap(retrain, Infinity)]
    return hurt > before && after - before <= (hurt - before) / 2
  })
}
